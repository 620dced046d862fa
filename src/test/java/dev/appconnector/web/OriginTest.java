package dev.appconnector.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example",
                "http://app.example",
                "https://app.example:8443",
                "http://localhost:3000",
                "https://app.example:80",
                "http://192.0.2.7",
                "http://[2001:db8::1]:8080",
                "https://xn--bcher-kva.example",
                "https://a.b:65535"
            })
    void an_origin_is_as_browsers_send_it(String text) {
        assertEquals(Optional.of(text), Origin.parse(text).map(Origin::toString));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "null",
                "app.example",
                "https://",
                "https://*.app.example",
                "https://app.example/",
                "https://app.example/x",
                "https://app.example?x",
                "https://app.example#x",
                "https://user@app.example",
                "https://App.example",
                "HTTPS://app.example",
                "https://app.example:443",
                "http://app.example:80",
                "https://app.example:0",
                "https://app.example:08443",
                "https://app.example:65536",
                "https://app.example:",
                "https://app.example.",
                "https://-app.example",
                "https://bücher.example",
                "https://127.1",
                "https://192.0.2.07",
                "http://[2001:DB8::1]",
                "http://[2001:db8:0::1]",
                "http://2001:db8::1",
                "ftp://app.example",
                "https:app.example",
                " https://app.example",
                "https://app.example https://app.example",
                "https://app.example,https://app.example"
            })
    void whatever_else_is_none(String text) {
        assertEquals(Optional.empty(), Origin.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example, app.example, true",
        "https://app.example, app.example:443, true",
        "https://app.example, APP.example, true",
        "https://app.example, app.example:80, false",
        "https://app.example, app.example:8443, false",
        "https://app.example, xapp.example, false",
        "https://app.example:8443, app.example:8443, true",
        "https://app.example:8443, app.example, false",
        "http://app.example, app.example:80, true",
        "http://app.example, app.example:443, false",
        "http://[2001:db8::1]:8080, [2001:db8::1]:8080, true"
    })
    void an_origin_is_at_a_host_whichever_way_its_port_is_written(String origin, String host, boolean at) {
        assertEquals(at, Origin.parse(origin).orElseThrow().isAt(host));
    }
}
