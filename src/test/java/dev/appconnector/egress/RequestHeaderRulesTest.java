package dev.appconnector.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules H1 to H6 for callers, and D11 for what a connector stores. */
class RequestHeaderRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Host ",
                " X",
                "X Y",
                "X:Y",
                "X\t",
                "X\n",
                "X\0",
                "X\u007F",
                "Coo\u212aie",
                "\u00fc",
                "\"X\"",
                "X(",
                "X,Y",
                "X/Y",
                "X;Y",
                "X=Y",
                "X@Y",
                "[X]",
                "{X}",
                "X\\Y",
                "<X>",
                "X?"
            })
    void H1_refuses_a_name_that_is_not_an_ascii_token(String name) {
        assertEquals("/headers", pointer(Refusals.ofHeaders("H1", List.of(field(name, "1")))));
        assertTrue(HeaderRules.whyNotAStoredHeader(name, "1").orElseThrow().startsWith("Rule H1: "));
        assertTrue(HeaderRules.whyNotAnApiKeyHeader(name).orElseThrow().startsWith("Rule H1: "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X", "x-request-id", "Z9", "!#$%&'*+-.^_`|~"})
    void H1_lets_every_token_pass(String name) {
        assertPasses(field(name, "1"));
    }

    @Test
    void H1_a_name_has_at_most_128_characters() {
        assertPasses(field("x".repeat(128), "1"));
        Refusals.ofHeaders("H1", List.of(field("x".repeat(129), "1")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // framing, hop
                "host",
                "content-length",
                "transfer-encoding",
                "connection",
                "keep-alive",
                "te",
                "trailer",
                "upgrade",
                "expect",
                "http2-settings",
                "max-forwards",
                "via",
                "proxy-authorization",
                "proxy-connection",
                "proxy-x",
                // identity
                "authorization",
                "cookie",
                "cookie2",
                "set-cookie",
                "set-cookie2",
                "www-authenticate",
                "authentication-info",
                // origin claims
                "forwarded",
                "x-forwarded-for",
                "x-forwarded-x",
                "x-real-ip",
                "x-client-ip",
                "x-cluster-client-ip",
                "true-client-ip",
                "cf-connecting-ip",
                "x-host",
                "x-original-host",
                // override
                "x-http-method",
                "x-http-method-override",
                "x-method-override",
                "x-original-url",
                "x-rewrite-url",
                "accept-encoding",
                // internal
                "camel",
                "camelhttpuri",
                "org.apache.camel.x",
                "org-apache-camel-x",
                "breadcrumbid",
                "x-appconnector-run",
            })
    void H2_denies_each_row_of_the_table_in_any_case_and_with_underscores(String name) {
        for (String spelling : List.of(name, name.toUpperCase(Locale.ROOT), name.replace('-', '_'))) {
            assertEquals("/headers/" + spelling, pointer(Refusals.ofHeaders("H2", List.of(field(spelling, "1")))));
            assertTrue(
                    HeaderRules.whyNotAStoredHeader(spelling, "1").orElseThrow().startsWith("Rule H2: "));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept", "Content-Type", "Accept-Language", "If-Match", "If-None-Match", "Range", "Prefer",
                        "User-Agent",
                "Idempotency-Key", "X-Request-Id", "Origin", "Referer", "Hosts", "X-Proxy-Y", "Proxy", "X-Forwarded",
                "Cookie3", "Tea", "X-Camel", "Came", "X-AppConnector", "X-Host-Name", "X-HTTP-Metho", "Forwarded-For"
            })
    void H2_lets_every_other_name_pass(String name) {
        assertPasses(field(name, "1"));
        assertEquals(Optional.empty(), HeaderRules.whyNotAStoredHeader(name, "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Api-Key", "x-api-key", "X_API_KEY"})
    void H2_denies_what_the_connector_sets_itself(String name) {
        Refusals.ofHeaders("H2", List.of(field(name, "1")), "x-api-key");
        assertPasses(field(name, "1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\r\nX-Injected: 1",
                "\n",
                "\r",
                "a\0b",
                "\u001F",
                "a\u007Fb",
                "\u0080",
                "\u00fc",
                "\u010a",
                "\uD83D\uDE00"
            })
    void H3_refuses_a_value_with_anything_but_visible_ascii_space_and_tab(String value) {
        assertEquals("/headers/X-Note", pointer(Refusals.ofHeaders("H3", List.of(field("X-Note", value)))));
        assertTrue(
                HeaderRules.whyNotAStoredHeader("X-Note", value).orElseThrow().startsWith("Rule H3: "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\tb", "!~", "{{x}} ${y}", "W/\"1\""})
    void H3_lets_visible_ascii_pass(String value) {
        assertPasses(field("X-Note", value));
        assertEquals(Optional.empty(), HeaderRules.whyNotAStoredHeader("X-Note", value));
    }

    @ParameterizedTest
    @CsvSource({"X-A, X-A, false", "X-A, x-a, false", "X-A, X_A, false", "X-A, X-B, true", "X-A, XA, true"})
    void H4_refuses_two_names_that_targets_may_read_as_one(String first, String second, boolean passes) {
        List<HeaderField> headers = List.of(field(first, "1"), field("X-C", "1"), field(second, "1"));
        if (passes) {
            assertPasses(headers.toArray(HeaderField[]::new));
        } else {
            Problem problem = Refusals.ofHeaders("H4", headers);
            assertTrue(problem.detail().startsWith("Header 3, "), problem.detail());
            assertEquals("/headers/" + second, pointer(problem));
        }
    }

    @Test
    void H5_lets_at_most_64_headers_pass() {
        assertPasses(numbered(64, 1));
        assertEquals("/headers", pointer(Refusals.ofHeaders("H5", List.of(numbered(65, 1)))));
        assertEquals(Optional.empty(), HeaderRules.whyNotStoredTogether(64, 64));
        assertTrue(HeaderRules.whyNotStoredTogether(65, 65).isPresent());
    }

    @Test
    void H5_lets_at_most_8192_characters_of_a_value_pass() {
        assertPasses(field("X", "a".repeat(8192)));
        Refusals.ofHeaders("H5", List.of(field("X", "a".repeat(8193))));
        assertTrue(HeaderRules.whyNotAStoredHeader("X", "a".repeat(8193))
                .orElseThrow()
                .startsWith("Rule H5: "));
    }

    @Test
    void H5_lets_at_most_32_KiB_of_names_and_values_pass() {
        List<HeaderField> headers = new ArrayList<>(List.of(numbered(32, 1020))); // names of 4 characters: 32 * 1024
        assertPasses(headers.toArray(HeaderField[]::new));
        assertEquals(Optional.empty(), HeaderRules.whyNotStoredTogether(33, 32_768));
        headers.add(field("Y", ""));
        assertEquals("/headers", pointer(Refusals.ofHeaders("H5", headers)));
        assertTrue(HeaderRules.whyNotStoredTogether(33, 32_769).orElseThrow().startsWith("Rule H5: "));
    }

    @Test
    void H6_sends_what_passes_unchanged_once_and_in_order() {
        assertPasses(field("Prefer", " return=minimal\t"), field("accept", "*/*"), field("ACCEPT-LANGUAGE", "de"));
        assertPasses();
    }

    @Test
    void H6_drops_nothing_silently_so_one_refused_header_fails_the_call() {
        Problem problem = Refusals.ofHeaders("H2", List.of(field("Accept", "*/*"), field("Host", "evil.example")));
        assertTrue(problem.detail().startsWith("Header 2, "), problem.detail());
    }

    @Test
    void a_refusal_points_at_the_name_as_json_pointers_write_it() {
        assertEquals("/headers/x~0y", pointer(Refusals.ofHeaders("H3", List.of(field("x~y", "\n")))));
    }

    @ParameterizedTest
    @CsvSource({"'X Y', sesame", "X, 'sesame\n'", "Host, sesame", "'sesame sesame', 1", "x-api-key, sesame"})
    void a_refusal_and_a_header_print_no_value(String name, String value) {
        HeaderField header = field(name, value);
        Problem problem = assertThrowsFor(header);
        assertFalse((problem.toString() + problem.errors()).contains("sesame"), problem.toString());
        assertFalse(field("X", "sesame").toString().contains("sesame"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length",
                "host",
                "Proxy_Authorization",
                "X-Forwarded-For",
                "forwarded",
                "X-HTTP-Method-Override",
                "Accept-Encoding",
                "CamelHttpUri",
                "x-appconnector-key",
                "Cookie"
            })
    void D11_an_api_key_does_not_travel_in_a_framing_origin_override_internal_or_cookie_header(String name) {
        assertTrue(HeaderRules.whyNotAnApiKeyHeader(name).orElseThrow().startsWith("Rule D11: "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Api-Key", "Authorization", "apikey", "Private-Token", "Ocp-Apim-Subscription-Key"})
    void D11_an_api_key_travels_in_any_other_header(String name) {
        assertEquals(Optional.empty(), HeaderRules.whyNotAnApiKeyHeader(name));
    }

    private static Problem assertThrowsFor(HeaderField header) {
        return assertThrows(Problem.class, () -> HeaderRules.checkRequest(List.of(header), Set.of("x-api-key")));
    }

    private static void assertPasses(HeaderField... headers) {
        assertEquals(List.of(headers), HeaderRules.checkRequest(List.of(headers), Set.of()));
    }

    private static HeaderField[] numbered(int count, int valueLength) {
        return IntStream.range(0, count)
                .mapToObj(i -> field("X-%02d".formatted(i), "a".repeat(valueLength)))
                .toArray(HeaderField[]::new);
    }

    private static String pointer(Problem problem) {
        return problem.errors().get(0).field();
    }

    private static HeaderField field(String name, String value) {
        return new HeaderField(name, value);
    }
}
