package dev.appconnector.connector;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.appconnector.json.StrictJson;
import dev.appconnector.problem.Problem;
import dev.appconnector.problem.Problem.FieldError;
import dev.appconnector.storage.Row;
import dev.appconnector.vault.SealedSecret;
import dev.appconnector.web.ApiAnswer;
import dev.appconnector.web.ApiRequest;
import dev.appconnector.web.Paging;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.component.sql.SqlConstants;

/**
 * The steps of the connector routes that are more than a statement: what a caller wrote becomes a row, and a row becomes an
 * answer. Thread-safe.
 */
public final class Connectors {

    /** The variable that names a connector to {@code sql/connector/select-connector.sql}. */
    private static final String CONNECTOR_ID = "connectorId";

    private static final String CONNECTOR = "connector";
    private static final String WARNINGS = "warnings";

    private final ConnectorWriter writer;
    private final ConnectorUse use;
    private final Runnable changed;
    private final Clock clock;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    /**
     * @param use what runs on this node with a connector
     * @param changed told after each change, so that this node sees it at once
     */
    public Connectors(ConnectorWriter writer, ConnectorUse use, Runnable changed, Clock clock) {
        this.writer = writer;
        this.use = use;
        this.changed = changed;
        this.clock = clock;
    }

    /** Makes the row of a new connector of the request's document. */
    public void create(Exchange exchange) {
        ConnectorDocument document = StrictJson.read(ApiRequest.of(exchange).body(), ConnectorDocument.class);
        ConnectorWriter.Written written = writer.write(document, ids.generate(), null);
        ConnectorChange.created(written.connector()).carriedBy(exchange);
        written(exchange, written);
    }

    private static void written(Exchange exchange, ConnectorWriter.Written written) {
        exchange.setVariable(CONNECTOR, written.connector());
        exchange.setVariable(WARNINGS, written.warnings());
        exchange.getMessage().setBody(ConnectorRows.toRow(written.connector()));
    }

    /** Reads the id of the path. */
    public void identify(Exchange exchange) {
        exchange.setVariable(CONNECTOR_ID, ApiRequest.of(exchange).id());
    }

    /** Takes the selected row for the connector that the request is about. */
    public void found(Exchange exchange) {
        Row row = Row.of(exchange.getVariable("row"));
        if (row == null) {
            throw new Problem(
                    Problem.Type.CONNECTOR_NOT_FOUND, "There is no connector under this id. Look it up in the list.");
        }
        exchange.setVariable(CONNECTOR, ConnectorRows.fromRow(row));
    }

    /** Makes the row of the changed connector, from the kept one and the request's document. */
    public void change(Exchange exchange) {
        ApiRequest request = ApiRequest.of(exchange);
        Connector kept = changeable(exchange, request);
        ConnectorDocument document = StrictJson.read(request.body(), ConnectorDocument.class);
        ConnectorWriter.Written written = writer.write(document, kept.id(), kept);
        ConnectorChange.between(kept, written.connector()).carriedBy(exchange);
        written(exchange, written);
    }

    /** Names to the statement which version of the connector to revoke. */
    public void revoke(Exchange exchange) {
        Connector kept = changeable(exchange, ApiRequest.of(exchange));
        ConnectorChange.revoked(kept).carriedBy(exchange);
        exchange.getMessage()
                .setBody(Map.of("id", kept.id(), "readVersion", kept.version(), "now", Row.timestamp(clock.instant())));
    }

    private static Connector changeable(Exchange exchange, ApiRequest request) {
        Connector kept = connector(exchange);
        if (kept.state() == Connector.State.REVOKED) {
            throw new Problem(Problem.Type.CONNECTOR_REVOKED, "The connector is revoked. Make a new one.");
        }
        if (!request.mayChange(kept.version())) {
            throw stale();
        }
        return kept;
    }

    /** Stops the transaction where another change came between. */
    public void mustBeFirst(Exchange exchange) {
        if (exchange.getMessage().getHeader(SqlConstants.SQL_UPDATE_COUNT, Integer.class) == 0) {
            throw stale();
        }
    }

    private static Problem stale() {
        return new Problem(
                Problem.Type.STALE_VERSION,
                "The connector was changed meanwhile. Read it again, and repeat the change.");
    }

    /** Reads which connectors the caller wants listed. */
    public void listing(Exchange exchange) {
        Map<String, String> query = ApiRequest.of(exchange).query(Set.of("state", "limit", "after"));
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("states", states(query.get("state")));
        page.put("after", after(query.get("after")));
        page.put("limit", Paging.carriedBy(exchange, query.get("limit")) + 1);
        exchange.getMessage().setBody(page);
    }

    private static List<String> states(String wanted) {
        if (wanted == null) {
            return List.of("live", "paused");
        }
        if (!Set.of("live", "paused", "revoked").contains(wanted)) {
            throw malformed("state is live, paused or revoked.");
        }
        return List.of(wanted);
    }

    private static UUID after(String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            UUID id = UUID.fromString(cursor);
            if (id.toString().equals(cursor)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // Falls through: what is no id is no cursor of ours.
        }
        throw malformed("after is what \"next\" was in the page before.");
    }

    private static Problem malformed(String detail) {
        return new Problem(Problem.Type.MALFORMED_REQUEST, detail, List.of(new FieldError("", detail)));
    }

    public void answerList(Exchange exchange) {
        List<Map<String, Object>> items = new ArrayList<>();
        for (Object row : exchange.getMessage().getBody(List.class)) {
            items.add(shown(ConnectorRows.fromRow(Row.of(row))));
        }
        Paging.answer(exchange, items, last -> last.get("id").toString());
    }

    public void answerCreated(Exchange exchange) {
        changed.run();
        Connector connector = connector(exchange);
        ApiAnswer.json(exchange, 201, StrictJson.write(withWarnings(exchange, shown(connector))))
                .setHeader("Location", "/api/connectors/" + connector.id());
        exchange.getMessage().setHeader("ETag", ApiRequest.etag(connector.version()));
    }

    public void answerChanged(Exchange exchange) {
        changed.run();
        answer(exchange);
    }

    public void answer(Exchange exchange) {
        Connector connector = connector(exchange);
        ApiAnswer.json(exchange, 200, StrictJson.write(withWarnings(exchange, shown(connector))))
                .setHeader("ETag", ApiRequest.etag(connector.version()));
    }

    /** Says what revoking the connector would stop. */
    public void answerUsage(Exchange exchange) {
        Row counted = Row.of(exchange.getVariable("row"));
        int waiting = use.waiting(connector(exchange).id());
        Usage usage = new Usage(
                waiting + (int) counted.number("running"), (int) counted.number("queued"), List.of(), List.of());
        ApiAnswer.json(exchange, 200, StrictJson.write(usage));
    }

    /** What would stop with a connector: runs, and those who name it. */
    record Usage(int running, int queued, List<String> activities, List<String> keys) {}

    /** Aborts what runs, now that no new run can start, and says what was stopped. */
    public void answerRevoked(Exchange exchange) {
        changed.run();
        int waiting = use.abort(connector(exchange).id());
        int deliveries = exchange.getVariable("aborted", Integer.class);
        int cancelled = exchange.getVariable("cancelled", Integer.class);
        ApiAnswer.json(exchange, 200, StrictJson.write(new Stopped(waiting + deliveries, cancelled)));
    }

    /** What revoking a connector stopped. */
    record Stopped(int aborted, int cancelled) {}

    private static Connector connector(Exchange exchange) {
        return exchange.getVariable(CONNECTOR, Connector.class);
    }

    /** The connector as an answer shows it: in place of each secret only that it is set, and since when. */
    private Map<String, Object> shown(Connector connector) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", connector.id());
        shown.put("name", connector.name());
        shown.put("domain", connector.domain().toString());
        shown.put("auth", shownAuth(connector));
        shown.put("headers", connector.headers());
        Map<String, Object> secretHeaders = new LinkedHashMap<>();
        connector.secrets().forEach((key, kept) -> {
            String header = Connector.headerOf(key);
            if (header != null) {
                secretHeaders.put(header, new SecretShown(true, kept.changedAt()));
            }
        });
        shown.put("secretHeaders", secretHeaders);
        shown.put("paused", connector.state() == Connector.State.PAUSED);
        shown.put("state", connector.state().word());
        shown.put("limits", connector.limits());
        shown.put("delivery", connector.delivery());
        shown.put("health", use.health(connector.id()));
        shown.put("usedBy", new UsedBy(0, 0));
        shown.put("createdAt", connector.createdAt());
        shown.put("updatedAt", connector.updatedAt());
        shown.put("version", connector.version());
        shown.put("lastUsedAt", connector.lastUsedAt());
        return shown;
    }

    private static Map<String, Object> withWarnings(Exchange exchange, Map<String, Object> shown) {
        List<?> warnings = exchange.getVariable(WARNINGS, List.class);
        if (warnings != null && !warnings.isEmpty()) {
            shown.put(WARNINGS, warnings);
        }
        return shown;
    }

    private static Map<String, Object> shownAuth(Connector connector) {
        Map<String, Object> auth = StrictJson.fields(connector.auth());
        for (String field : connector.auth().secretFields()) {
            SealedSecret kept = connector.secrets().get(Connector.authSecret(field));
            if (kept != null) {
                auth.put(field, new SecretShown(true, kept.changedAt()));
            }
        }
        return auth;
    }

    /** How many saved activities and scoped keys name a connector: neither exists yet. */
    record UsedBy(int activities, int keys) {}

    /** What stands in a secret's place. */
    record SecretShown(boolean set, Instant changedAt) {}
}
