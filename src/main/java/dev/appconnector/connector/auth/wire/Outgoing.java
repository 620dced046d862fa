package dev.appconnector.connector.auth.wire;

import dev.appconnector.egress.HeaderField;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/** A request that has all it needs but its credential. Used by one thread. */
public interface Outgoing {

    /** Such as {@code GET}. */
    String method();

    /** What it names its target in {@code Host}: the host, and the port where that is not the scheme's own. */
    String authority();

    /** Path and query, as they go on the wire. */
    String target();

    /** Those that it has so far, without {@code Host} and what tells of the body's length. */
    List<HeaderField> headers();

    /** To be read once; empty where there is none. */
    ByteBuffer body();

    /** When it leaves. */
    Instant at();

    /** Sets a header, in place of one that is there. */
    void header(String name, String value);

    /** Adds a parameter at the end of the query; both texts are percent-encoded already. */
    void parameter(String name, String value);
}
