package dev.appconnector.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules X1 and X3. */
class ResponseHeaderRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
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
                "proxy-authenticate",
                "proxy-x", // framing, hop
                "set-cookie",
                "set-cookie2",
                "cookie",
                "cookie2",
                "authorization",
                "authentication-info", // identity
                "camelhttpuri",
                "org.apache.camel.x",
                "org-apache-camel-x",
                "breadcrumbid",
                "x-appconnector-run" // internal
            })
    void X1_removes_each_row_of_the_table_in_any_case_and_with_underscores(String name) {
        for (String spelling : List.of(name, name.toUpperCase(Locale.ROOT), name.replace('-', '_'))) {
            assertEquals(List.of(), filtered(field(spelling, "1")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-api-key", "X-API-KEY", "X_Api_Key"})
    void X1_removes_the_credential_header(String name) {
        assertEquals(List.of(), HeaderRules.filterResponse(List.of(field(name, "echo")), Set.of("x-api-key")));
        assertEquals(1, filtered(field(name, "echo")).size());
    }

    @ParameterizedTest
    @CsvSource({"close, 3", "'X-A', 2", "'close, x-a ,\tX_B', 1", "'x-a,x-b,etag', 0", "'', 3", "',', 3"})
    void X1_removes_every_name_that_connection_lists(String connection, int left) {
        assertEquals(
                left,
                filtered(field("X-A", "1"), field("Connection", connection), field("X-B", "2"), field("ETag", "3"))
                        .size());
    }

    @Test
    void X1_reads_every_connection_header_in_any_case() {
        assertEquals(
                List.of(field("etag", "3")),
                filtered(
                        field("X-A", "1"),
                        field("CONNECTION", "x-a"),
                        field("X-B", "2"),
                        field("connection", "x-b"),
                        field("ETag", "3")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Authorization ", ":status", "X Y", "\u00fc", "Coo\u212aie"})
    void X1_removes_what_is_not_a_header_name_at_all(String name) {
        assertEquals(List.of(), filtered(field(name, "1")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type",
                "ETag",
                "Last-Modified",
                "Link",
                "Location",
                "Retry-After",
                "Cache-Control",
                "X-RateLimit-Remaining",
                "WWW-Authenticate",
                "X-Forwarded-For",
                "X-Http-Method",
                "Proxy",
                "X-Camel"
            })
    void X3_keeps_the_rest(String name) {
        assertEquals(List.of(field(name.toLowerCase(Locale.ROOT), "1")), filtered(field(name, "1")));
    }

    @Test
    void X3_keeps_order_repetition_values_and_underscores() {
        assertEquals(
                List.of(field("link", "<b>"), field("x_a", " A\u00fc"), field("link", "<a>")),
                filtered(field("Link", "<b>"), field("X_A", " A\u00fc"), field("LINK", "<a>")));
    }

    private static List<HeaderField> filtered(HeaderField... headers) {
        return HeaderRules.filterResponse(List.of(headers), Set.of());
    }

    private static HeaderField field(String name, String value) {
        return new HeaderField(name, value);
    }
}
