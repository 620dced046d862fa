package dev.appconnector.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule D8. */
class PathPrefixTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "/v2", "/api/v2.1", "/.well-known", "/a..b", "/$x/@y:z", "/~x/-_!&'()*+,=[]"})
    void D8_lets_a_plain_prefix_pass(String prefix) {
        assertEquals(Optional.empty(), RequestTarget.whyNotAPrefix(prefix));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%41",
                "/a;b",
                "/a b",
                "/\u00e9",
                "/{x}",
                "/{{env:PATH}}",
                "/${x}",
                "/a\"b",
                "/<",
                "/>",
                "/^",
                "/`",
                "/|",
                "/\n",
                "/a?b",
                "/a#b",
                "/a\\b",
                "/\u007F",
                "//",
                "//v2",
                "/a//b",
                "/",
                "/v2/"
            })
    void D8_refuses_what_would_need_encoding_and_empty_segments(String prefix) {
        assertTrue(RequestTarget.whyNotAPrefix(prefix).orElseThrow().startsWith("Rule D8: "));
    }

    @ParameterizedTest
    @CsvSource({"v2, P4", "@evil, P4", "/., P8", "/v2/.., P8", "/v2/.../x, P8"})
    void D8_refuses_what_the_path_rules_refuse(String prefix, String rule) {
        assertTrue(RequestTarget.whyNotAPrefix(prefix).orElseThrow().startsWith("Rule " + rule + ": "));
    }

    @ParameterizedTest
    @CsvSource({"8191, true", "8192, false"})
    void D8_bounds_a_prefix_as_P1_bounds_a_path(int letters, boolean accepted) {
        assertEquals(
                accepted, RequestTarget.whyNotAPrefix("/" + "a".repeat(letters)).isEmpty());
    }
}
