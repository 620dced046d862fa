/** What of a credential goes to the wire: the request that it is added to, and how secrets and signatures are written there. */
package dev.appconnector.connector.auth.wire;
