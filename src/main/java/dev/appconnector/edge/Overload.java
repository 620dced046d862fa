package dev.appconnector.edge;

/** Of what a node had none left when it refused a caller. */
public enum Overload {
    CONNECTIONS,
    REQUESTS,
    MEMORY
}
