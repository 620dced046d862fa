/** The credential that is to follow on a connector's current one: set, tried, and put in its place without a gap. */
package dev.appconnector.connector.next;
