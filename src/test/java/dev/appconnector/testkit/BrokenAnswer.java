package dev.appconnector.testkit;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Answers that break HTTP or its usual bounds, as a hostile or defective target gives them. */
public final class BrokenAnswer {

    private static final String OK = "HTTP/1.1 200 OK\r\n";

    private BrokenAnswer() {}

    /** Five octets where a hundred were announced, then the end of the connection. */
    public static Behaviour shortBody() {
        return Answer.raw(OK + "Content-Length: 100\r\n\r\nshort");
    }

    /** A chunk cut off in its middle by the end of the connection. */
    public static Behaviour shortChunk() {
        return Answer.raw(OK + "Transfer-Encoding: chunked\r\n\r\n10\r\nshort");
    }

    /** A chunk whose size is no number. */
    public static Behaviour unreadableChunk() {
        return Answer.raw(OK + "Transfer-Encoding: chunked\r\n\r\nzz\r\nshort\r\n0\r\n\r\n");
    }

    /** A body that goes on after the length announced. */
    public static Behaviour longBody() {
        return Answer.raw(OK + "Content-Length: 5\r\n\r\nshort and more");
    }

    /** Two lengths that differ. */
    public static Behaviour conflictingLengths() {
        return Answer.raw(OK + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nshort!");
    }

    /** A length that is no number of octets, such as {@code five}, {@code -1} or {@code +5}. */
    public static Behaviour length(String unreadable) {
        return Answer.raw(OK + "Content-Length: " + unreadable + "\r\n\r\nshort");
    }

    /** Both a length and chunks, which say different things. */
    public static Behaviour lengthAndChunks() {
        return Answer.raw(OK + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n0\r\n\r\n");
    }

    /** A header continued on the next line (obs-fold), which RFC 9112 gave up. */
    public static Behaviour foldedHeader() {
        return Answer.raw(OK + "X-Folded: one\r\n two\r\nContent-Length: 2\r\n\r\nok");
    }

    /** A header line without a colon. */
    public static Behaviour headerWithoutColon() {
        return Answer.raw(OK + "X-Nothing\r\nContent-Length: 2\r\n\r\nok");
    }

    /** That many header lines in all, Content-Length among them. */
    public static Behaviour headers(int count) {
        String lines = IntStream.rangeClosed(2, count)
                .mapToObj(number -> "X-" + number + ": v\r\n")
                .collect(Collectors.joining());
        return (request, connection) -> connection.send(OK + "Content-Length: 2\r\n" + lines + "\r\nok");
    }

    /** One header line of that many octets, its line end not counted. */
    public static Behaviour headerLine(int octets) {
        String line = "X-Big: " + "v".repeat(octets - "X-Big: ".length());
        return (request, connection) -> connection.send(OK + "Content-Length: 2\r\n" + line + "\r\n\r\nok");
    }

    /** Header lines without end. */
    public static Behaviour endlessHeaders() {
        return endless(OK, "X-More: v\r\n");
    }

    /** One header line without end. */
    public static Behaviour endlessHeaderLine() {
        return endless(OK + "X-Big: ", "v".repeat(64));
    }

    /** Interim answers (103) without end. */
    public static Behaviour endlessInterimAnswers() {
        return endless("", "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n");
    }

    /** What is no HTTP answer at all. */
    public static Behaviour garbage() {
        return Answer.raw("SSH-2.0-OpenSSH_9.6\r\n\r\n");
    }

    /** A status line with that in the status code's place. */
    public static Behaviour statusCode(String unreadable) {
        return Answer.raw("HTTP/1.1 " + unreadable + " OK\r\nContent-Length: 2\r\n\r\nok");
    }

    /** An answer that goes over to another protocol, unasked. */
    public static Behaviour switchingProtocols() {
        return Answer.raw("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n");
    }

    private static Behaviour endless(String first, String again) {
        String piece = again.repeat(1 + 4096 / again.length());
        return (request, connection) -> {
            connection.send(first);
            while (true) {
                connection.send(piece);
            }
        };
    }
}
