/** Stand-ins for what lies around the program, so that tests go through the front door: targets, name servers, routes to them. */
package dev.appconnector.testkit;
