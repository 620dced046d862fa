/** Credentials that end: who is warned of it, and from when on. */
package dev.appconnector.connector.expiry;
