/** How a connector proves itself to its target in the handshake, and whom it believes there. */
package dev.appconnector.connector.tls;
