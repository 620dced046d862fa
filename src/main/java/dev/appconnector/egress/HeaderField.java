package dev.appconnector.egress;

import java.util.Objects;

/** One header of a request or an answer. Its value may be a secret: it does not print it. */
public record HeaderField(String name, String value) {

    public HeaderField {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
    }

    @Override
    public String toString() {
        return name + ": <redacted>";
    }
}
