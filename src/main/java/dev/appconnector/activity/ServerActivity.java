package dev.appconnector.activity;

import dev.appconnector.answer.Selection;
import dev.appconnector.egress.HeaderField;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * What to send, as a caller wrote it; whether it may leave, the guard decides.
 *
 * @param connector the connector's id or name
 * @param headers in the order of the request; no name stands twice in the same spelling
 * @param body null sends none
 * @param timeout the activity's, or the default
 * @param source the saved activity that it was made from; null where a caller wrote it
 */
public record ServerActivity(
        String connector,
        String method,
        String path,
        List<HeaderField> headers,
        RequestBody body,
        Duration timeout,
        boolean waitForResult,
        Source source)
        implements RunRequest {

    /**
     * A saved activity, as it was when the run was accepted.
     *
     * @param select what of the target's answer is kept; null is all
     */
    public record Source(UUID id, String name, Selection select) {}

    public ServerActivity {
        headers = List.copyOf(headers);
    }

    /** The same, for the connector of this id, whatever name it was asked for by. */
    public ServerActivity with(UUID connectorId) {
        return new ServerActivity(connectorId.toString(), method, path, headers, body, timeout, waitForResult, source);
    }

    /** The id of the saved activity that it was made from, or null. */
    public UUID savedId() {
        return source == null ? null : source.id();
    }

    /** The name of the saved activity that it was made from, or null. */
    public String savedName() {
        return source == null ? null : source.name();
    }

    /** What of the target's answer is kept; null is all. */
    public Selection select() {
        return source == null ? null : source.select();
    }

    /** Holds nothing that a log may not: no path, header or body. */
    @Override
    public String toString() {
        return "ServerActivity[timeout=%s, waitForResult=%s]".formatted(timeout, waitForResult);
    }
}
