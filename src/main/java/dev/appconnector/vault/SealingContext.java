package dev.appconnector.vault;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;

/**
 * Says what something is sealed for, so that it opens nowhere else (S1).
 *
 * @param owner         the connector of a secret, the run of a body
 * @param field         which one of its owner's, e.g. {@code auth.value} or {@code body}
 * @param secretVersion rises with each write; not negative
 * @param origin        the origin that receives it; empty for what is sent nowhere
 */
public record SealingContext(UUID owner, String field, long secretVersion, String origin) {

    public SealingContext {
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(origin, "origin");
        if (field.isEmpty()) {
            throw new IllegalArgumentException("The field is empty: name what is sealed.");
        }
        if (secretVersion < 0) {
            throw new IllegalArgumentException("secretVersion is %d: count from 0.".formatted(secretVersion));
        }
    }

    /** What the request of a run rests for. */
    public static SealingContext ofRequest(UUID run) {
        return new SealingContext(run, "request", 1, "");
    }

    /** What the target said in a run. */
    public static SealingContext ofResult(UUID run) {
        return new SealingContext(run, "result", 1, "");
    }

    /** What the first caller with an {@code Idempotency-Key} was answered. */
    public static SealingContext ofKeptAnswer(UUID run) {
        return new SealingContext(run, "idempotent-answer", 1, "");
    }

    /** Each part with its length before it, or the end of one could pass for the start of the next. */
    byte[] associatedData() {
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        append(parts, owner.toString().getBytes(StandardCharsets.US_ASCII));
        append(parts, field.getBytes(StandardCharsets.UTF_8));
        append(parts, ByteBuffer.allocate(Long.BYTES).putLong(secretVersion).array());
        append(parts, origin.getBytes(StandardCharsets.UTF_8));
        return parts.toByteArray();
    }

    private static void append(ByteArrayOutputStream parts, byte[] part) {
        parts.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
        parts.writeBytes(part);
    }
}
