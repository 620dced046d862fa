package dev.appconnector.connector.auth;

/** What a secret may look like. */
public enum SecretForm {
    /** It goes into a header as it is: visible ASCII, without space around it. */
    HEADER,
    /** Any text without control characters. */
    LINE,
    /** A private key in PEM. */
    PRIVATE_KEY
}
