/** What a connector is, where it is kept, and how its secrets are sealed. */
package dev.appconnector.connector;
