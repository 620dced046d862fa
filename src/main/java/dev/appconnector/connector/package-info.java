/** What a connector is, what is right for one, and where it is kept. */
package dev.appconnector.connector;
