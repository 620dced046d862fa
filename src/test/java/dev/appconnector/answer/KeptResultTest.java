package dev.appconnector.answer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.appconnector.egress.HeaderField;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a run has kept of an answer is read back into that answer, byte for byte. */
class KeptResultTest {

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of("application/json", utf8("{ \"a\" : [1.0, 1e2], \"bodyType\":\"none\"}")),
                Arguments.of("application/json", utf8("12")),
                Arguments.of("application/problem+json", utf8("\"a text\"")),
                Arguments.of("application/json", utf8("no json")),
                Arguments.of("text/plain", utf8("\"quoted\" \\ and \u20ac,\"bodyType\":\"json\"}")),
                Arguments.of("text/plain; charset=iso-8859-1", "gr\u00fcn".getBytes(StandardCharsets.ISO_8859_1)),
                Arguments.of("text/plain; charset=utf-16le", "gr\u00fcn".getBytes(StandardCharsets.UTF_16LE)),
                Arguments.of("text/plain; charset=unknown", utf8("bytes")),
                Arguments.of("image/png", new byte[] {(byte) 0x89, 0, 1}),
                Arguments.of("application/json", new byte[0]),
                Arguments.of(null, utf8("bytes")));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void what_was_kept_is_the_answer_again(String contentType, byte[] body) {
        List<HeaderField> headers = Stream.concat(
                        Stream.ofNullable(contentType).map(type -> new HeaderField("content-type", type)),
                        Stream.of(new HeaderField("link", "a"), new HeaderField("link", "b \"c\"")))
                .toList();

        Answer read = KeptResult.of(Envelope.result(new Answer(207, headers, contentType, body)));

        assertEquals(207, read.status());
        assertEquals(headers, read.headers());
        assertEquals(contentType, read.contentType());
        assertArrayEquals(body, read.body());
    }
}
