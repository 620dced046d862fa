package dev.appconnector.connector;

/**
 * How a connector proves itself in the handshake, and whom it believes there; both in PEM. Immutable. The private key is one of
 * the connector's secrets.
 *
 * @param certificate the client's own, with the chain above it; null where none is shown
 * @param ca the authorities, one of which the target's certificate must come from; null where the JVM's are trusted
 */
public record Tls(String certificate, String ca) {}
