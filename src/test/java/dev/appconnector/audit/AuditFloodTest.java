package dev.appconnector.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.OnBothDatabases;
import dev.appconnector.testkit.RunningAppConnector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who tries keys again and again fills no audit, and yet each try is counted. */
@OnBothDatabases
class AuditFloodTest {

    private static final String REFUSED = "authentication.refused";
    private static final String GUESS = "ac_aGuessThatNobodyShouldFindInAnyEntryOfTheAudit";

    private final RunningAppConnector app;

    AuditFloodTest(RunningAppConnector app) {
        this.app = app;
    }

    private static void tryAKey(RunningAppConnector app) {
        int status = app.send(HttpRequest.newBuilder(app.uri("/api/connectors?token=" + GUESS))
                        .header("Authorization", "Bearer " + GUESS))
                .status();
        assertEquals(401, status);
    }

    private void tryAKeyFrom(String address) {
        try (Socket socket = new Socket("127.0.0.1", app.node().port(), InetAddress.getByName(address), 0)) {
            socket.getOutputStream()
                    .write("GET /api/connectors HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertTrue(answer.startsWith("HTTP/1.1 401 "), answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long sum(List<JsonNode> entries) {
        return entries.stream()
                .mapToLong(entry -> entry.get("count").longValue())
                .sum();
    }

    @Test
    void of_many_tries_from_one_address_a_few_are_entries_and_the_rest_is_one_with_their_number() {
        app.restart();
        int before = Audited.entriesOf(app, REFUSED).size();
        for (int i = 0; i < 100; i++) {
            tryAKey(app);
        }
        app.restart();

        List<JsonNode> entries = Audited.entriesOf(app, REFUSED).stream()
                .limit(Audited.entriesOf(app, REFUSED).size() - before)
                .toList();
        assertEquals(100, sum(entries));
        assertTrue(entries.size() <= 2 * (Sampling.FIRST + 1), entries.toString());
        for (JsonNode entry : entries) {
            assertTrue(entry.get("actor").isNull());
            assertTrue(entry.get("object").isNull());
            assertEquals("127.0.0.1", entry.get("address").textValue());
            assertEquals("refused", entry.get("outcome").textValue());
        }
        assertFalse(app.rows()
                .sql("select * from audit_entry")
                .query()
                .listOfRows()
                .toString()
                .contains("Guess"));
        assertTrue(Audited.verified(app).startsWith("{\"intact\":true,"));
    }

    @Test
    void of_tries_from_many_addresses_no_more_than_some_are_told_apart() {
        app.restart();
        List<JsonNode> before = Audited.entriesOf(app, REFUSED);
        for (int i = 1; i <= 70; i++) {
            tryAKeyFrom("127.0.1." + i);
        }
        app.restart();

        List<JsonNode> entries = Audited.entriesOf(app, REFUSED).stream()
                .limit(Audited.entriesOf(app, REFUSED).size() - before.size())
                .toList();
        assertEquals(70, sum(entries));
        List<JsonNode> others =
                entries.stream().filter(entry -> entry.get("address").isNull()).toList();
        assertTrue(others.size() <= 2 * (Sampling.FIRST + 1) && !others.isEmpty(), others.toString());
        assertTrue(entries.size() - others.size() <= 2 * Sampling.MOST_KINDS, entries.toString());
    }
}
