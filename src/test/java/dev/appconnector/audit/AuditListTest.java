package dev.appconnector.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.OnBothDatabases;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The audit is read newest first, in pages, by whom and about what and from when to when. */
@OnBothDatabases
class AuditListTest {

    private final RunningAppConnector app;

    AuditListTest(RunningAppConnector app) {
        this.app = app;
    }

    private String connector(String name) {
        return app.connector(name, "http://crm.example", "a-long-enough-token");
    }

    private static List<String> names(List<JsonNode> entries) {
        return entries.stream()
                .map(entry -> entry.at("/object/name").textValue())
                .toList();
    }

    @Test
    void pages_lead_from_the_newest_to_the_oldest_and_miss_none() {
        for (int i = 0; i < 5; i++) {
            connector("page " + i);
        }
        List<Long> sequences = new ArrayList<>();
        String after = "";
        do {
            Reply page = app.get("/api/audit?limit=2" + after);
            page.json()
                    .get("items")
                    .forEach(entry -> sequences.add(entry.get("sequence").longValue()));
            after = "&after=" + page.json().get("next").asText();
        } while (!after.endsWith("null"));

        assertEquals(sequences.stream().sorted(Comparator.reverseOrder()).toList(), sequences);
        assertEquals(Audited.count(app), sequences.size());
        assertEquals(1, sequences.get(sequences.size() - 1));
    }

    @Test
    void entries_are_found_by_the_object_or_its_name() {
        String id = connector("wanted");
        connector("unwanted");

        assertEquals(List.of("wanted"), names(Audited.entries(app, "?object=" + id)));
        assertEquals(List.of("wanted"), names(Audited.entries(app, "?object=wanted")));
        assertEquals(List.of(), Audited.entries(app, "?object=want"));
    }

    @Test
    void entries_are_found_by_the_actor_or_its_name() {
        String id = connector("by somebody");
        JsonNode actor = Audited.entries(app, "?object=" + id).get(0).get("actor");

        for (String member : List.of("id", "name")) {
            List<JsonNode> found =
                    Audited.entries(app, "?limit=200&actor=" + actor.get(member).textValue());
            assertTrue(
                    found.stream()
                            .anyMatch(
                                    entry -> entry.at("/object/id").textValue().equals(id)),
                    member);
            assertTrue(found.stream().allMatch(entry -> entry.get("actor").equals(actor)), member);
        }
        assertEquals(List.of(), Audited.entries(app, "?actor=somebody&object=" + id));
    }

    @Test
    void entries_are_found_by_their_time_from_inclusive_to_exclusive() {
        String id = connector("timed");
        Instant at = Instant.parse(
                Audited.entries(app, "?object=" + id).get(0).get("at").textValue());
        Instant next = at.plusMillis(1);
        String of = "?object=" + id;

        assertEquals(1, Audited.entries(app, of + "&from=" + at).size());
        assertEquals(0, Audited.entries(app, of + "&from=" + next).size());
        assertEquals(1, Audited.entries(app, of + "&to=" + next).size());
        assertEquals(0, Audited.entries(app, of + "&to=" + at).size());
        assertEquals(1, Audited.entries(app, of + "&from=" + at + "&to=" + next).size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=201",
                "limit=x",
                "after=0",
                "after=-1",
                "after=x",
                "after=1234567890123456789",
                "from=yesterday",
                "from=2026-11-24",
                "to=2026-13-01T00:00:00Z",
                "from=-100000-01-01T00:00:00Z",
                "to=%2B100000-01-01T00:00:00Z",
                "state=live",
                "actor=a&actor=b"
            })
    void a_query_that_is_wrong_is_refused(String query) {
        Reply reply = app.get("/api/audit?" + query);

        assertEquals(400, reply.status(), reply.text());
        assertEquals("malformed-request", reply.problem());
    }
}
