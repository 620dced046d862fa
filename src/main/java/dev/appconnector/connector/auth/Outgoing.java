package dev.appconnector.connector.auth;

/** A request that has all it needs but its credential. */
public interface Outgoing {

    /** Sets a header, in place of one that is there. */
    void header(String name, String value);

    /** Adds a parameter at the end of the query; both texts are percent-encoded already. */
    void parameter(String name, String value);
}
