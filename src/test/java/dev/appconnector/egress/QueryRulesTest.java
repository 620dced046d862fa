package dev.appconnector.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules Q1 to Q4. */
class QueryRulesTest {

    @ParameterizedTest
    @CsvSource({
        "'[]+,:@/?;=&', '[]+,:@/?;=&'",
        "a|b, a%7Cb",
        "John Doe, John%20Doe",
        "'\"<>^`{|}', %22%3C%3E%5E%60%7B%7C%7D",
        "\u00e9, %C3%A9",
        "$filter=Name%20eq%20'''x''', $filter=Name%20eq%20'''x'''",
        "a=1&a=&&=b&c, a=1&a=&&=b&c",
        "x=%5C%5c, x=%5C%5c"
    })
    void Q1_encodes_a_query_as_it_does_a_path(String query, String sent) {
        assertEquals(sent, RequestTarget.of("", "/q?" + query, null).query());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q?\\", "/q?x=a\\b", "?\\\\evil.example"})
    void Q1_refuses_a_raw_backslash(String path) {
        Refusals.ofPath("Q1", "", path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q?%", "/q?x=%zz", "/q?x=%2", "/q?x=%4", "/q?%00", "/q?x=a%00b"})
    void Q2_refuses_broken_triplets_and_encoded_nulls(String path) {
        Refusals.ofPath("Q2", "", path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%0d%0aX-Injected:%201", "%01", "%FF", "%c0%ae", "%2500", "%2e%2e%2f", "%7f", "%5C"})
    void Q2_lets_other_encoded_octets_pass_as_data(String query) {
        assertEquals(query, RequestTarget.of("", "/q?" + query, null).query());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/{{env:PATH}}",
                "/${body}",
                "/$simple{body}",
                "/q?x={{env:PATH}}",
                "/q?x=${body}",
                "/q?x=$simple{body}",
                "/{{",
                "/q?${",
                "/q?$simple{"
            })
    void Q3_refuses_placeholders_anywhere(String path) {
        Refusals.ofPath("Q3", "", path);
    }

    @ParameterizedTest
    @CsvSource({
        "/q?x=%7B%7Benv:PATH%7D%7D, /q?x=%7B%7Benv:PATH%7D%7D",
        "/%7b%7benv%3aPATH%7d%7d, /%7b%7benv%3aPATH%7d%7d",
        "/$%7Bbody%7D, /$%7Bbody%7D",
        "/{a}, /%7Ba%7D",
        "/a}}, /a%7D%7D",
        "/$simple, /$simple",
        "/$x{, /$x%7B",
        "/q?x=RAW(abc)&proxyHost=evil&httpUri=http://e/&bridgeEndpoint=1, /q?x=RAW(abc)&proxyHost=evil&httpUri=http://e/&bridgeEndpoint=1"
    })
    void Q3_lets_encoded_placeholders_and_camels_own_words_pass_as_data(String path, String sent) {
        assertEquals(sent, RequestTarget.of("", path, null).asText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/q?api key=1",
                "/q?api+key=1",
                "/q?API%20KEY=1",
                "/q?a=1&api+key=2",
                "/q?api+key",
                "/q?api+key&b=1",
                "/q?%61pi+%4bEY=",
                "/q?a=1;api+key=2",
                "?api+key=1",
                "/q?a=%FF&api%20key=1"
            })
    void Q4_refuses_the_parameter_that_carries_the_key(String path) {
        Refusals.ofPath("Q4", "", path, "api key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/key", "/q?keys=1", "/q?akey=1", "/q?a=key", "/q?a=1=key", "/q?%256bey=1", "/q?", "/q?key%FF=1"
            })
    void Q4_lets_other_parameters_pass(String path) {
        assertEquals(path, RequestTarget.of("", path, "key").asText());
    }

    @Test
    void Q4_refuses_on_the_quick_way_too_and_nothing_where_the_key_is_not_in_the_query() {
        Refusals.ofPath("Q4", "", "/q?key=1", "Key");
        assertEquals("key=1", RequestTarget.of("", "/q?key=1", null).query());
    }
}
