package dev.appconnector.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.appconnector.testkit.OnBothDatabases;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a caller's request brings beside its body and path is for who asks for it by name, and steers no step (H7). */
@OnBothDatabases
class OwnHeadersTest {

    private final RunningAppConnector app;

    OwnHeadersTest(RunningAppConnector app) {
        this.app = app;
    }

    private String made(String name) {
        return app.connector(name, "http://" + name + ".example", "a-long-enough-token");
    }

    private void revoke(String id) {
        app.call("DELETE", "/api/connectors/" + id, null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id | OTHER",
                "CamelSqlQuery | select * from connector where name = 'other'",
                "CamelSqlParameters | OTHER",
                "connectorId | OTHER"
            })
    void no_header_cookie_or_parameter_of_a_caller_steers_a_statement(String name, String value) {
        String asked = made("asked");
        String other = made("other");
        String steering = value.replace("OTHER", other);
        String place = "/api/connectors/" + asked;

        Reply byHeader = app.send(app.request("GET", place, null).header(name, steering));
        Reply byCookie = app.send(app.request("GET", place, null).header("Cookie", name + "=" + other));
        Reply byParameter = app.get(place + "?" + name + "=" + URLEncoder.encode(steering, StandardCharsets.UTF_8));

        for (Reply reply : new Reply[] {byHeader, byCookie, byParameter}) {
            assertEquals(200, reply.status(), reply.text());
            assertEquals(asked, reply.json().get("id").textValue());
        }
        revoke(asked);
        revoke(other);
    }

    @Test
    void no_header_of_a_caller_comes_back() {
        Reply reply = app.send(app.request("GET", "/api/connectors", null)
                .header("Location", "http://evil.example/")
                .header("ETag", "\"mine\"")
                .header("X-Own", "1"));

        assertEquals(200, reply.status());
        for (String name : new String[] {"Location", "ETag", "X-Own"}) {
            assertNull(reply.header(name), name);
        }
    }
}
