package dev.appconnector.access.key;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.appconnector.access.Caller;
import dev.appconnector.access.Scope.Reach;
import dev.appconnector.activity.saved.ActivityReference;
import dev.appconnector.activity.saved.NamedActivities;
import dev.appconnector.audit.AuditEntry;
import dev.appconnector.audit.Change;
import dev.appconnector.connector.ConnectorReference;
import dev.appconnector.connector.NamedConnectors;
import dev.appconnector.json.StrictJson;
import dev.appconnector.problem.Problem;
import dev.appconnector.storage.Row;
import dev.appconnector.web.ApiAnswer;
import dev.appconnector.web.ApiRequest;
import dev.appconnector.web.Page;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.component.sql.SqlConstants;

/** The steps of the key routes that are more than a statement. Thread-safe. */
public final class Keys {

    private static final String DOCUMENT = "document";
    private static final String SHOWN = "shown";
    private static final String KEY = "key";
    private static final String PAGE = "page";
    private static final String ROWS = "rows";
    private static final String CONNECTORS = "connectors";
    private static final String ACTIVITIES = "activities";
    private static final UUID NO_KEY = new UUID(0, 0);

    private final ApiKeys keys;
    private final Clock clock;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    public Keys(ApiKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** Reads the request's document, and names the connectors of its scope to the statement after it. */
    public void read(Exchange exchange) {
        KeyDocument document = StrictJson.read(ApiRequest.of(exchange).body(), KeyDocument.class);
        exchange.setVariable(DOCUMENT, document);
        NamedConnectors.askFor(exchange, document.connectors(), KeyDraft.MOST_NAMED);
    }

    /** Takes the connectors that were selected, and names the activities of the scope to the statement after it. */
    public void readActivities(Exchange exchange) {
        exchange.setVariable(CONNECTORS, NamedConnectors.selected(exchange));
        KeyDocument document = exchange.getVariable(DOCUMENT, KeyDocument.class);
        NamedActivities.askFor(exchange, document.activities(), KeyDraft.MOST_NAMED);
    }

    /** Makes the key, and its row. */
    public void make(Exchange exchange) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        KeyDraft.Written key = KeyDraft.write(
                exchange.getVariable(DOCUMENT, KeyDocument.class),
                exchange.getVariable(CONNECTORS, NamedConnectors.class),
                NamedActivities.selected(exchange),
                now);
        Caller.of(exchange).requireCovers(key.role(), key.scope());
        byte[] text = KeyText.generate();
        UUID id = ids.generate();
        exchange.setVariable(KEY, text);
        exchange.setVariable(SHOWN, shown(id, key, now));
        change("key.created", id, key.name()).carriedBy(exchange);
        exchange.getMessage().setBody(row(id, key, KeyText.hash(text), now));
    }

    private static Map<String, Object> row(UUID id, KeyDraft.Written key, String hash, Instant now) {
        Reach connectors = key.scope().connectors();
        Reach activities = key.scope().activities();
        Map<String, Object> row = new HashMap<>();
        row.put("id", id);
        row.put("name", key.name());
        row.put("role", key.role().word());
        row.put("hash", hash);
        row.put("allConnectors", connectors.everything());
        row.put(CONNECTORS, connectors.ids().isEmpty() ? Set.of(ConnectorReference.NO_ID) : connectors.ids());
        row.put("allActivities", activities.everything());
        row.put(ACTIVITIES, activities.ids().isEmpty() ? Set.of(ActivityReference.NO_ID) : activities.ids());
        row.put("createdAt", Row.timestamp(now));
        row.put("expiresAt", Row.timestamp(key.expiresAt()));
        return row;
    }

    private static Map<String, Object> shown(UUID id, KeyDraft.Written key, Instant createdAt) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", id);
        shown.put("name", key.name());
        shown.put("role", key.role().word());
        shown.put(CONNECTORS, shown(key.scope().connectors()));
        shown.put(ACTIVITIES, shown(key.scope().activities()));
        shown.put("createdAt", createdAt);
        shown.put("expiresAt", key.expiresAt());
        shown.put("lastUsedAt", null);
        shown.put("fromSetting", false);
        return shown;
    }

    private static Collection<?> shown(Reach reach) {
        return reach.everything() ? List.of("*") : new TreeSet<>(reach.ids());
    }

    /** Answers with the new key's text, which nobody can look up again. */
    public void answerMade(Exchange exchange) {
        keys.refresh();
        byte[] text = exchange.getVariable(KEY, byte[].class);
        exchange.removeVariable(KEY);
        @SuppressWarnings("unchecked")
        Map<String, Object> shown = exchange.getVariable(SHOWN, Map.class);
        shown.put(KEY, new String(text, StandardCharsets.US_ASCII));
        Arrays.fill(text, (byte) 0);
        ApiAnswer.json(exchange, 201, StrictJson.write(shown));
    }

    /** Reads which page of the keys the caller wants. */
    public void listing(Exchange exchange) {
        Page page = Page.of(ApiRequest.of(exchange).query(Set.of("limit", "after")));
        exchange.setVariable(PAGE, page);
        Map<String, Object> wanted = new HashMap<>();
        wanted.put("after", page.afterId());
        wanted.put("limit", page.rows());
        exchange.getMessage().setBody(wanted);
    }

    /** Names the selected keys to the statement after it. */
    public void listed(Exchange exchange) {
        List<Row> rows = rows(exchange);
        exchange.setVariable(ROWS, rows);
        listed(exchange, rows);
    }

    private static void listed(Exchange exchange, List<?> rows) {
        List<UUID> selected = new ArrayList<>(List.of(NO_KEY));
        rows.forEach(row -> selected.add(((Row) row).uuid("id")));
        exchange.getMessage().setBody(Map.of("keys", selected));
    }

    /** Takes the connectors that the keys name, and names the keys to the statement after it, as before. */
    public void listedConnectors(Exchange exchange) {
        exchange.setVariable(CONNECTORS, named(exchange, "connector_id"));
        listed(exchange, exchange.getVariable(ROWS, List.class));
    }

    private static Map<UUID, Set<UUID>> named(Exchange exchange, String column) {
        Map<UUID, Set<UUID>> named = new HashMap<>();
        rows(exchange).forEach(row -> named.computeIfAbsent(row.uuid("key_id"), id -> new TreeSet<>())
                .add(row.uuid(column)));
        return named;
    }

    public void answerList(Exchange exchange) {
        Map<?, ?> connectors = exchange.getVariable(CONNECTORS, Map.class);
        Map<UUID, Set<UUID>> activities = named(exchange, "activity_id");
        List<Map<String, Object>> items = new ArrayList<>();
        for (Object selected : exchange.getVariable(ROWS, List.class)) {
            Row row = (Row) selected;
            Object itsConnectors = connectors.get(row.uuid("id"));
            items.add(shown(
                    row,
                    itsConnectors == null ? Set.of() : itsConnectors,
                    activities.getOrDefault(row.uuid("id"), Set.of())));
        }
        Page page = exchange.getVariable(PAGE, Page.class);
        ApiAnswer.json(exchange, 200, StrictJson.write(page.of(items)));
    }

    private static List<Row> rows(Exchange exchange) {
        List<Row> rows = new ArrayList<>();
        for (Object selected : exchange.getMessage().getBody(List.class)) {
            rows.add(Row.of(selected));
        }
        return rows;
    }

    private static Map<String, Object> shown(Row row, Object connectors, Object activities) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", row.uuid("id"));
        shown.put("name", row.text("name"));
        shown.put("role", row.text("role"));
        shown.put(CONNECTORS, row.flag("all_connectors") ? List.of("*") : connectors);
        shown.put(ACTIVITIES, row.flag("all_activities") ? List.of("*") : activities);
        shown.put("createdAt", row.instant("created_at"));
        shown.put("expiresAt", row.instant("expires_at"));
        shown.put("lastUsedAt", row.instant("last_used_at"));
        shown.put("fromSetting", row.flag("from_setting"));
        return shown;
    }

    /** Names to the statements which key to end. */
    public void end(Exchange exchange) {
        UUID id = ApiRequest.of(exchange).id();
        if (keys.isOfSetting(id)) {
            throw refused(
                    "It is the key of the setting appconnector.admin-key: with another one there, the next start ends it;"
                            + " with none there, it can be ended after the next start.");
        }
        exchange.getMessage().setBody(Map.of("id", id, "now", Row.timestamp(clock.instant())));
    }

    /** Stops the transaction where no key was ended. */
    public void mustHaveEnded(Exchange exchange) {
        Row row = Row.of(exchange.getVariable("row"));
        if (exchange.getMessage().getHeader(SqlConstants.SQL_UPDATE_COUNT, Integer.class) == 1) {
            change("key.ended", row.uuid("id"), row.text("name")).carriedBy(exchange);
            return;
        }
        if (row == null) {
            throw new Problem(
                    Problem.Type.NOT_FOUND,
                    "There is no key under this id, or it has been ended. Look it up in the list.");
        }
        throw refused("It is the last admin key that never expires: make another one without expiresAt first.");
    }

    private static Change change(String action, UUID id, String name) {
        return new Change(action, new AuditEntry.AuditedObject(id.toString(), "key", name), List.of());
    }

    private static Problem refused(String why) {
        return new Problem(Problem.Type.KEY_INVALID, why);
    }

    public void answerEnded(Exchange exchange) {
        keys.refresh();
        ApiAnswer.empty(exchange, 204);
    }
}
