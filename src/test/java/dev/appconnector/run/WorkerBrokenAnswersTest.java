package dev.appconnector.run;

import static dev.appconnector.testkit.CallingTarget.PATIENCE;
import static dev.appconnector.testkit.CallingTarget.answered;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Behaviour;
import dev.appconnector.testkit.BrokenAnswer;
import dev.appconnector.testkit.CallingTarget;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.WaitingRuns;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no whole answer in HTTP is a problem, of which no part reaches the caller, and no connection is left behind (X5). */
class WorkerBrokenAnswersTest extends WaitingRuns {

    private static final int MEBIBYTE = 1_048_576;

    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String CHUNKS = OK + "Transfer-Encoding: chunked\r\n\r\n";

    private static Behaviour coded(String codings) {
        return Answer.raw(OK + "Transfer-Encoding: " + codings + "\r\n\r\n2\r\nok\r\n0\r\n\r\n");
    }

    private static Behaviour endless(String first, String again) {
        return (request, connection) -> {
            connection.send(first);
            while (true) {
                connection.send(again.repeat(4_096));
            }
        };
    }

    private static Stream<Named<Behaviour>> brokenAnswers() {
        return Stream.of(
                Named.of("a body shorter than its length", BrokenAnswer.shortBody()),
                Named.of("a chunk cut off", BrokenAnswer.shortChunk()),
                Named.of("a chunk of unreadable size", BrokenAnswer.unreadableChunk()),
                Named.of(
                        "chunks without the last",
                        Answer.status(200).chunks("a", "b").closeAfter(1)),
                Named.of("a head cut off between its lines", Answer.raw(OK + "X-One: 1\r\n")),
                Named.of("a head cut off within a line", Answer.raw(OK + "Content-Le")),
                Named.of("a chunk size cut off", Answer.raw(OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n")),
                Named.of("lengths that differ", BrokenAnswer.conflictingLengths()),
                Named.of("the same length twice", Answer.raw(OK + "Content-Length: 2\r\nContent-Length: 2\r\n\r\nok")),
                Named.of("a length and chunks", BrokenAnswer.lengthAndChunks()),
                Named.of("a length in words", BrokenAnswer.length("five")),
                Named.of("a length below zero", BrokenAnswer.length("-1")),
                Named.of("a length with a sign", BrokenAnswer.length("+5")),
                Named.of("a length in a list", BrokenAnswer.length("5, 6")),
                Named.of("a length beyond all numbers", BrokenAnswer.length("99999999999999999999")),
                Named.of("an unknown transfer coding", Answer.raw(OK + "Transfer-Encoding: gzip\r\n\r\nx")),
                Named.of("a header without colon", BrokenAnswer.headerWithoutColon()),
                Named.of("more than a hundred headers", BrokenAnswer.headers(101)),
                Named.of("a header line beyond 8 KiB", BrokenAnswer.headerLine(8_193)),
                Named.of("headers without end", BrokenAnswer.endlessHeaders()),
                Named.of("a header line without end", BrokenAnswer.endlessHeaderLine()),
                Named.of("a status line without end", (request, connection) -> {
                    while (true) {
                        connection.send("HTTP/1.1 200 " + "x".repeat(4_096));
                    }
                }),
                Named.of("no HTTP at all", BrokenAnswer.garbage()),
                Named.of("a status in words", BrokenAnswer.statusCode("two")),
                Named.of("a status of two digits", BrokenAnswer.statusCode("99")),
                Named.of("a status of four digits", BrokenAnswer.statusCode("2000")),
                Named.of("another protocol", BrokenAnswer.switchingProtocols()),
                Named.of("a chunk size below zero", Answer.raw(CHUNKS + "-2\r\nok\r\n0\r\n\r\n")),
                Named.of("a chunk size beyond all numbers", Answer.raw(CHUNKS + "FFFFFFFFFFFFFFFFF\r\nok\r\n")),
                Named.of("a chunk size below zero by its sign bit", Answer.raw(CHUNKS + "8000000000000000\r\nok\r\n")),
                Named.of("a chunk size in another notation", Answer.raw(CHUNKS + "0x2\r\nok\r\n0\r\n\r\n")),
                Named.of("no chunk size", Answer.raw(CHUNKS + "\r\nok\r\n0\r\n\r\n")),
                Named.of("a chunk longer than its size", Answer.raw(CHUNKS + "2\r\nokay\r\n0\r\n\r\n")),
                Named.of("a chunk without its line end", Answer.raw(CHUNKS + "2\r\nok0\r\n\r\n")),
                Named.of(
                        "a chunk extension beyond 8 KiB",
                        Answer.raw(CHUNKS + "2;" + "x".repeat(9_000) + "\r\nok\r\n0\r\n\r\n")),
                Named.of("a chunk extension without end", endless(CHUNKS + "2", ";x=y")),
                Named.of("a chunk size without end", endless(CHUNKS, "0")),
                Named.of(
                        "more than a hundred trailers",
                        Answer.raw(CHUNKS + "0\r\n" + "X-T: v\r\n".repeat(101) + "\r\n")),
                Named.of("trailers without end", endless(CHUNKS + "0\r\n", "X-T: v\r\n")),
                Named.of("a trailer without colon", Answer.raw(CHUNKS + "2\r\nok\r\n0\r\nX-T\r\n\r\n")),
                Named.of("chunks of one octet without end", endless(CHUNKS, "1\r\nx\r\n")),
                Named.of("chunks within chunks", coded("chunked, chunked")),
                Named.of("chunks of another name", coded("xchunked")),
                Named.of("a coding after the chunks", coded("chunked, gzip")),
                Named.of("a coding below the chunks", coded("gzip, chunked")),
                Named.of("chunks said twice", coded("chunked\r\nTransfer-Encoding: chunked")),
                Named.of("a length in another notation", BrokenAnswer.length("0x5")),
                Named.of("a length with a fraction", BrokenAnswer.length("5.0")),
                Named.of("a length with more behind it", BrokenAnswer.length("5;")),
                Named.of("two lengths in one", BrokenAnswer.length("5 5")),
                Named.of("a length of nothing", BrokenAnswer.length("")),
                Named.of("a header without name", Answer.raw(OK + ": v\r\nContent-Length: 2\r\n\r\nok")),
                Named.of("a status of none", BrokenAnswer.statusCode("000")),
                Named.of("a status below zero", BrokenAnswer.statusCode("-200")),
                Named.of("a status with a sign", BrokenAnswer.statusCode("+200")),
                Named.of("a status in two parts", BrokenAnswer.statusCode("20 0")),
                Named.of("no version", Answer.raw("200 OK\r\nContent-Length: 2\r\n\r\nok")),
                Named.of("a version in small letters", Answer.raw("http/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")),
                Named.of("a version of no number", Answer.raw("HTTP/ 200 OK\r\nContent-Length: 2\r\n\r\nok")),
                Named.of("a version and status in one", Answer.raw("HTTP/1.1200 OK\r\nContent-Length: 2\r\n\r\nok")),
                Named.of("HTTP of the first days", Answer.raw("<html>ok</html>")),
                Named.of("HTTP/2", Answer.raw("\0\0\0\u0004\0\0\0\0\0")),
                Named.of("HTTP/3", Answer.raw("HTTP/3.0 200 OK\r\nContent-Length: 2\r\n\r\nok")),
                Named.of("radio", Answer.raw("ICY 200 OK\r\nContent-Length: 2\r\n\r\nok")),
                Named.of("a request", Answer.raw("GET / HTTP/1.1\r\nHost: api.example.com\r\n\r\n")),
                Named.of("an alert of TLS", Answer.raw("\u0015\u0003\u0003\u0000\u0002\u0002\u0028")),
                Named.of("zeros", Answer.raw("\0".repeat(100))),
                Named.of("a byte order mark", Answer.raw("\u00ef\u00bb\u00bf" + OK + "Content-Length: 2\r\n\r\nok")),
                Named.of("empty lines without end", endless("", "\r\n")),
                Named.of("a beginning of a protocol", Answer.raw("HT")),
                Named.of("a status line cut off", Answer.raw("HTTP/1.1 200")),
                Named.of("a status line alone", Answer.raw(OK)),
                Named.of("an interim answer cut off", Answer.raw("HTTP/1.1 100 Continue\r\n")),
                Named.of("another version", Answer.raw("HTTP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n")));
    }

    @ParameterizedTest
    @MethodSource("brokenAnswers")
    void a_broken_answer_is_a_problem(Behaviour broken) {
        target.next(broken);

        Reply reply = worker.run("POST", "/", "\"timeout\":20000");

        requireInvalid(reply);
        assertTrue(reply.json().at("/timings/totalMs").longValue() < 15_000, reply.text());
        assertEquals(1, target.requests().size());
    }

    private static void requireInvalid(Reply reply) {
        CallingTarget.failed(reply, 502, "target-response-invalid", "maybe");
    }

    @ParameterizedTest
    @MethodSource("brokenAnswers")
    void the_run_after_a_broken_answer_is_answered(Behaviour broken) {
        target.next(broken);
        worker.get();

        assertEquals("ok", answered(worker.get()).get("body").textValue());
    }

    @Test
    void no_part_of_a_broken_answer_reaches_the_caller() {
        target.next(Answer.status(200)
                .header("X-Private", "in-a-header")
                .header("Content-Type", "application/json")
                .announce(1_000)
                .body("{\"private\":\"in-the-body\"}")
                .closeAfter(25));

        Reply reply = worker.get();

        requireInvalid(reply);
        assertFalse(reply.text().contains("in-a-header"));
        assertFalse(reply.text().contains("in-the-body"));
    }

    @ParameterizedTest
    @ValueSource(ints = {10 * MEBIBYTE + 1, Integer.MAX_VALUE})
    void a_length_beyond_the_limit_is_refused_without_waiting_for_the_body(int length) {
        target.next(Answer.status(200).announce(length).bodyOf(64));

        requireInvalid(worker.run("GET", "/", "\"timeout\":20000"));

        assertTrue(target.awaitHangUps(1, PATIENCE), "The connection was kept.");
    }

    @Test
    void a_length_beyond_what_a_number_holds_is_refused() {
        target.next(Answer.status(200).announce(Long.MAX_VALUE).bodyOf(64));

        requireInvalid(worker.get());
    }

    @Test
    void chunks_beyond_the_limit_are_not_read_any_further() {
        target.next(Answer.status(200).endless(64 * 1024));

        Reply reply = worker.run("GET", "/", "\"timeout\":20000");

        requireInvalid(reply);
        assertTrue(reply.json().at("/timings/totalMs").longValue() < 15_000, reply.text());
        assertTrue(target.awaitHangUps(1, PATIENCE), "The connection was kept.");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_limit_of_the_connector_refuses_one_byte_more(boolean chunked) {
        worker.by(worker.connector(Map.of("limits", Map.of("maxResponseBytes", 10))));
        target.next(
                chunked
                        ? Answer.status(200).chunks("01234", "56789", "a")
                        : Answer.status(200).body("0123456789a"));

        requireInvalid(worker.get());
    }

    @Test
    void a_body_that_never_ends_is_refused_where_its_length_is_not_known() {
        target.next((request, connection) -> {
            connection.send(OK + "Content-Type: text/plain\r\n\r\n");
            while (true) {
                connection.send("x".repeat(16_384));
            }
        });

        requireInvalid(worker.run("GET", "/", "\"timeout\":20000"));
    }
}
