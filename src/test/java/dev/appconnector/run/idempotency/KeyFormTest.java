package dev.appconnector.run.idempotency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.OnBothDatabases;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an Idempotency-Key may be. */
@OnBothDatabases
class KeyFormTest extends KeyedRuns {

    KeyFormTest(RunningAppConnector app) {
        super(app);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"})
    void it_is_visible_ascii(String good) {
        Reply first = expect(200, run(good, activity("/x", "")));

        same(first, run(good, activity("/x", "")));
        assertEquals(1, target.requests().size());
    }

    @Test
    void it_has_at_most_255_characters() {
        expect(200, run("k".repeat(255), activity("/x", "")));

        problem(400, "malformed-request", run("k".repeat(256), activity("/x", "")));
        assertEquals(1, target.requests().size());
    }

    @Test
    void it_is_not_given_twice() {
        Reply twice = app.send(app.request("POST", "/worker/runs", activity("/x", ""))
                .header("Idempotency-Key", "one")
                .header("Idempotency-Key", "one"));

        problem(400, "malformed-request", twice);
        assertTrue(twice.text().contains("Idempotency-Key"), twice.text());
        assertEquals(0, target.requests().size());
    }

    /** By the wire: clients do not send most of these. */
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\tb", "a\u0001b", "a\u007Fb", "\u00E9", "a,\u00A0b"})
    void anything_else_is_refused_and_not_echoed(String bad) {
        String body = activity("/x", "");

        String answer = app.raw("""
                POST /worker/runs HTTP/1.1\r
                Host: localhost\r
                Connection: close\r
                Authorization: Bearer %s\r
                Content-Type: application/json\r
                Idempotency-Key: %s\r
                Content-Length: %d\r
                \r
                %s""".formatted(app.adminKey(), bad, body.length(), body));

        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        assertTrue(answer.contains("malformed-request"), answer);
        assertFalse(bad.length() > 2 && answer.contains(bad), answer);
        assertEquals(0, target.requests().size());
    }
}
