package dev.appconnector.connector;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.appconnector.access.Caller;
import dev.appconnector.access.Role;
import dev.appconnector.access.Scope;
import dev.appconnector.json.StrictJson;
import dev.appconnector.problem.Problem;
import dev.appconnector.storage.Row;
import dev.appconnector.web.ApiAnswer;
import dev.appconnector.web.ApiRequest;
import dev.appconnector.web.Page;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
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
    private static final String WARNINGS = ConnectorShown.WARNINGS;
    private static final String PAGE = "page";

    private final ConnectorWriter writer;
    private final ConnectorUse use;
    private final ConnectorShown shown;
    private final Runnable changed;
    private final Duration keepBodies;
    private final Clock clock;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    /**
     * @param use what runs on this node with a connector
     * @param activitiesOf the names of the saved activities that go by a connector
     * @param keysNaming the names of the live keys whose scope names a connector
     * @param keepBodies how long after a run's end what was said is kept
     * @param changed told after each change, so that this node sees it at once
     */
    public Connectors(
            ConnectorWriter writer,
            ConnectorUse use,
            Function<UUID, List<String>> activitiesOf,
            Function<UUID, List<String>> keysNaming,
            Runnable changed,
            Duration keepBodies,
            Clock clock) {
        this.writer = writer;
        this.use = use;
        this.shown = new ConnectorShown(use, activitiesOf, keysNaming, writer.sources()::has, clock);
        this.changed = changed;
        this.keepBodies = keepBodies;
        this.clock = clock;
    }

    /** The same connectors, for files. */
    public PortableConnectors portable() {
        return new PortableConnectors(writer, shown, ids::generate);
    }

    /** Makes the row of a new connector of the request's document. */
    public void create(Exchange exchange) {
        ConnectorDocument document = StrictJson.read(ApiRequest.of(exchange).body(), ConnectorDocument.class);
        ConnectorWriter.Written written = writer.write(document, ids.generate(), null);
        ConnectorChange.created(written.connector()).carriedBy(exchange);
        written(exchange, written);
    }

    /** Makes the row of what a connector becomes, and leaves that and its warnings for the answer. */
    public static void written(Exchange exchange, ConnectorWriter.Written written) {
        exchange.setVariable(CONNECTOR, written.connector());
        exchange.setVariable(WARNINGS, written.warnings());
        exchange.getMessage().setBody(ConnectorRows.toRow(written.connector()));
    }

    /** Makes a connector of the request's document that is kept nowhere. */
    public void draft(Exchange exchange) {
        ConnectorDocument document = StrictJson.read(ApiRequest.of(exchange).body(), ConnectorDocument.class);
        exchange.setVariable(
                CONNECTOR, writer.write(document, ids.generate(), null).connector());
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
        Connector kept = changeable(exchange);
        ConnectorDocument document = StrictJson.read(request.body(), ConnectorDocument.class);
        ConnectorWriter.Written written = writer.write(document, kept.id(), kept);
        ConnectorChange.between(kept, written.connector()).carriedBy(exchange);
        written(exchange, written);
    }

    /** Names to the statement which version of the connector to revoke. */
    public void revoke(Exchange exchange) {
        Connector kept = changeable(exchange);
        ConnectorChange.revoked(kept).carriedBy(exchange);
        exchange.getMessage()
                .setBody(Map.of(
                        "id",
                        kept.id(),
                        "readVersion",
                        kept.version(),
                        "now",
                        Row.timestamp(clock.instant()),
                        "eraseAfter",
                        Row.timestamp(clock.instant().plus(keepBodies))));
    }

    /**
     * The connector that was found, where it may be changed.
     *
     * @throws Problem {@code connector-revoked}; {@code stale-version} where the request's {@code If-Match} is of another one
     */
    public static Connector changeable(Exchange exchange) {
        Connector kept = connector(exchange);
        if (kept.state() == Connector.State.REVOKED) {
            throw new Problem(Problem.Type.CONNECTOR_REVOKED, "The connector is revoked. Make a new one.");
        }
        if (!ApiRequest.of(exchange).mayChange(kept.version())) {
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

    /** Reads which connectors the caller wants listed; those out of scope are not there. */
    public void listing(Exchange exchange) {
        Map<String, String> query = ApiRequest.of(exchange).query(Set.of("state", "limit", "after"));
        Caller caller = Caller.of(exchange);
        Page page = Page.of(query);
        Map<String, Object> wanted = new LinkedHashMap<>();
        wanted.put("states", states(query.get("state"), caller.role()));
        wanted.put("after", page.afterId());
        wanted.put("limit", page.rows());
        Scope.Reach scope = caller.scope().connectors();
        wanted.put("all", scope.everything());
        wanted.put("ids", scope.ids().isEmpty() ? Set.of(ConnectorReference.NO_ID) : scope.ids());
        exchange.setVariable(PAGE, page);
        exchange.getMessage().setBody(wanted);
    }

    private static List<String> states(String wanted, Role role) {
        if (wanted == null) {
            return List.of("live", "paused");
        }
        if (!Set.of("live", "paused", "revoked").contains(wanted)) {
            throw Page.malformed("state is live, paused or revoked.");
        }
        if (wanted.equals("revoked") && role != Role.ADMIN && role != Role.AUDITOR) {
            throw new Problem(Problem.Type.FORBIDDEN, "U3: revoked connectors are shown to admins and auditors alone.");
        }
        return List.of(wanted);
    }

    /** Answers with the page of connectors; a runner is shown their names alone. */
    public void answerList(Exchange exchange) {
        boolean namesAlone = Caller.of(exchange).role() == Role.RUNNER;
        List<Map<String, Object>> items = new ArrayList<>();
        for (Object row : exchange.getMessage().getBody(List.class)) {
            Connector connector = ConnectorRows.fromRow(Row.of(row));
            items.add(namesAlone ? ConnectorShown.named(connector) : shown.whole(connector));
        }
        Page page = exchange.getVariable(PAGE, Page.class);
        ApiAnswer.json(exchange, 200, StrictJson.write(page.of(items)));
    }

    public void answerCreated(Exchange exchange) {
        changed.run();
        Connector connector = connector(exchange);
        ApiAnswer.json(exchange, 201, StrictJson.write(withWarnings(exchange, shown.whole(connector))))
                .setHeader("Location", "/api/connectors/" + connector.id());
        exchange.getMessage().setHeader("ETag", ApiRequest.etag(connector.version()));
    }

    public void answerChanged(Exchange exchange) {
        changed.run();
        answer(exchange);
    }

    public void answer(Exchange exchange) {
        Connector connector = connector(exchange);
        ApiAnswer.json(exchange, 200, StrictJson.write(withWarnings(exchange, shown.whole(connector))))
                .setHeader("ETag", ApiRequest.etag(connector.version()));
    }

    /** Says what revoking the connector would stop. */
    public void answerUsage(Exchange exchange) {
        Row counted = Row.of(exchange.getVariable("row"));
        ConnectorShown.Usage usage =
                shown.usage(connector(exchange), (int) counted.number("running"), (int) counted.number("queued"));
        ApiAnswer.json(exchange, 200, StrictJson.write(usage));
    }

    /** Aborts what runs, now that no new run can start, and says what was stopped. */
    public void answerRevoked(Exchange exchange) {
        changed.run();
        int waiting = use.abort(connector(exchange).id());
        int deliveries = exchange.getVariable("aborted", Integer.class);
        int cancelled = exchange.getVariable("cancelled", Integer.class);
        if (deliveries + cancelled > 0) {
            use.cancelled(deliveries + cancelled);
        }
        ApiAnswer.json(exchange, 200, StrictJson.write(new Stopped(waiting + deliveries, cancelled)));
    }

    /** What revoking a connector stopped. */
    record Stopped(int aborted, int cancelled) {}

    private static Connector connector(Exchange exchange) {
        return exchange.getVariable(CONNECTOR, Connector.class);
    }

    private static Map<String, Object> withWarnings(Exchange exchange, Map<String, Object> answer) {
        List<Object> warnings = new ArrayList<>();
        for (Object told : new Object[] {answer.get(WARNINGS), exchange.getVariable(WARNINGS)}) {
            if (told instanceof List<?> some) {
                warnings.addAll(some);
            }
        }
        if (!warnings.isEmpty()) {
            answer.put(WARNINGS, warnings);
        }
        return answer;
    }
}
