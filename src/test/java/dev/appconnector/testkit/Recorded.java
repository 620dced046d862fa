package dev.appconnector.testkit;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One request as a {@link FakeTarget} got it, octet for octet. Text of the head is ISO-8859-1: one character an octet.
 *
 * @param connection number of the connection that brought it, from 1 in the order of acceptance
 * @param tls whether it came encrypted
 * @param remote the address and port that it came from
 * @param method empty where the request line could not be read
 * @param rawTarget the request target between the method and the version, undecoded
 * @param headerLines the header lines in order, without their line ends
 * @param body the content, its chunks joined
 * @param complete whether the sender went away before the end of what it had announced: false then
 * @param wire everything that was read for it, chunk sizes and trailers too
 */
public record Recorded(
        int connection,
        boolean tls,
        String remote,
        String method,
        byte[] rawTarget,
        String version,
        List<String> headerLines,
        byte[] body,
        boolean complete,
        byte[] wire) {

    public Recorded {
        headerLines = List.copyOf(headerLines);
    }

    /** The request target as text, with its query. */
    public String target() {
        return new String(rawTarget, StandardCharsets.ISO_8859_1);
    }

    /** The request target up to its first {@code ?}, undecoded. */
    public String path() {
        String target = target();
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** What follows the first {@code ?}, undecoded; null where there is none. */
    public String query() {
        String target = target();
        int query = target.indexOf('?');
        return query < 0 ? null : target.substring(query + 1);
    }

    /** The values under that name, in any case, in order, without the white space around them. */
    public List<String> headers(String name) {
        return headerLines.stream()
                .filter(line -> line.indexOf(':') >= 0)
                .filter(line -> line.substring(0, line.indexOf(':')).equalsIgnoreCase(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .toList();
    }

    /** The first value under that name, in any case; null where there is none. */
    public String header(String name) {
        List<String> values = headers(name);
        return values.isEmpty() ? null : values.get(0);
    }

    public int headerCount(String name) {
        return headers(name).size();
    }

    /** The header names in order, as they were written. */
    public List<String> headerNames() {
        return headerLines.stream()
                .filter(line -> line.indexOf(':') >= 0)
                .map(line -> line.substring(0, line.indexOf(':')))
                .toList();
    }

    /** The Host header without its port, in lower case; empty where there is none. */
    public String host() {
        String host = header("Host");
        return host == null ? "" : host.replaceFirst(":\\d*$", "").toLowerCase(java.util.Locale.ROOT);
    }

    /** The body as UTF-8. */
    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Everything that was on the wire, one character an octet: to look for what must not be there. */
    public String wireText() {
        return new String(wire, StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return "%s %s on connection %d from %s, %d octets of body%s"
                .formatted(method, target(), connection, remote, body.length, complete ? "" : ", cut off");
    }
}
