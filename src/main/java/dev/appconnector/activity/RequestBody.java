package dev.appconnector.activity;

import java.util.Objects;

/**
 * What is sent as the body: a range of an array, which is often the caller's own request and is not copied. Whoever holds
 * it changes nothing in the array.
 *
 * @param defaultContentType the content type unless a header names another
 */
public record RequestBody(byte[] bytes, int offset, int length, String defaultContentType) {

    public static final String TEXT = "text/plain; charset=utf-8";
    public static final String JSON = "application/json";
    public static final String BYTES = "application/octet-stream";

    public RequestBody {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        Objects.requireNonNull(defaultContentType);
    }

    /** Says how long it is, and nothing of what it holds. */
    @Override
    public String toString() {
        return "RequestBody[%d bytes, %s]".formatted(length, defaultContentType);
    }
}
