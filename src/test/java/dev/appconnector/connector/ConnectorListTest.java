package dev.appconnector.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.OnBothDatabases;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of connectors: by state, page by page, each once. */
@OnBothDatabases
class ConnectorListTest {

    private final RunningAppConnector app;

    ConnectorListTest(RunningAppConnector app) {
        this.app = app;
    }

    @BeforeEach
    void beginWithAnEmptyList() {
        app.rows()
                .sql("update connector set state = 'revoked', name_key = null where state <> 'revoked'")
                .update();
    }

    private JsonNode page(String query) {
        Reply reply = app.get("/api/connectors?" + query);
        assertEquals(200, reply.status(), reply.text());
        return reply.json();
    }

    private String make(String name) {
        return app.connector(name, "http://crm.example", "a-long-enough-token");
    }

    private static List<String> names(JsonNode page) {
        List<String> names = new ArrayList<>();
        page.get("items").forEach(item -> names.add(item.get("name").textValue()));
        return names;
    }

    @Test
    void pages_show_each_connector_once_newest_first() {
        LinkedList<String> made = new LinkedList<>();
        for (int i = 0; i < 120; i++) {
            made.addFirst("listed " + i);
            make(made.getFirst());
        }
        JsonNode first = page("");
        assertEquals(50, first.get("items").size());
        for (int limit : List.of(40, 119, 120, 121)) {
            List<String> seen = new ArrayList<>();
            int pages = 0;
            String after = null;
            do {
                JsonNode page = page("limit=" + limit + (after == null ? "" : "&after=" + after));
                seen.addAll(names(page));
                after = page.get("next").textValue();
                pages++;
            } while (after != null);
            assertEquals(made, seen);
            assertEquals((120 + limit - 1) / limit, pages, "no empty last page with limit " + limit);
        }
        String cursor = page("limit=3").get("next").textValue();
        make("made meanwhile");
        assertEquals(made.subList(3, 6), names(page("limit=3&after=" + cursor)));
    }

    @Test
    void states_are_listed_as_asked() {
        String live = make("a live one");
        String paused = app.post(
                        "/api/connectors",
                        Map.of(
                                "name",
                                "a paused one",
                                "domain",
                                "http://crm.example",
                                "auth",
                                Map.of("type", "none"),
                                "paused",
                                true))
                .json()
                .get("id")
                .textValue();
        String revoked = make("a revoked one");
        app.call("DELETE", "/api/connectors/" + revoked, null);
        assertEquals(List.of("a paused one", "a live one"), names(page("")));
        assertEquals(List.of("a live one"), names(page("state=live")));
        assertEquals(List.of("a paused one"), names(page("state=paused")));
        JsonNode ofRevoked = page("state=revoked&limit=1").get("items").get(0);
        assertEquals(revoked, ofRevoked.get("id").textValue());
        assertEquals("revoked", ofRevoked.get("state").textValue());
        assertNotNull(live + paused);
    }

    @Test
    void an_empty_list_has_no_next_page() {
        assertEquals("{\"items\":[],\"next\":null}", app.get("/api/connectors").text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=201",
                "limit=-1",
                "limit=x",
                "limit=",
                "limit=1&limit=2",
                "state=LIVE",
                "state=gone",
                "state=",
                "after=x",
                "after=1-1-1-1-1",
                "after=",
                "page=2",
                "Limit=1",
                "limit=%zz",
                "=",
                "&"
            })
    void a_query_that_is_unknown_repeated_or_out_of_bounds_is_refused(String query) {
        HttpReply refused = new HttpReply(app, query);
        assertEquals(400, refused.status, query);
        assertEquals("malformed-request", refused.problem);
    }

    /** java.net.URI refuses some of these queries itself, so they go out as they stand. */
    private static final class HttpReply {
        private final int status;
        private final String problem;

        private HttpReply(RunningAppConnector app, String query) {
            String answer = app.raw("GET /api/connectors?" + query + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                    + app.adminKey() + "\r\nConnection: close\r\n\r\n");
            status = Integer.parseInt(answer.substring(9, 12));
            problem = answer.replaceAll("(?s).*urn:appconnector:problem:([a-z-]+).*", "$1");
            assertNull(answer.contains("zz") ? "echo" : null);
        }
    }
}
