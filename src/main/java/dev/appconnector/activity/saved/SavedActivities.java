package dev.appconnector.activity.saved;

import com.fasterxml.jackson.databind.util.RawValue;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.appconnector.access.Caller;
import dev.appconnector.access.Role;
import dev.appconnector.access.Scope;
import dev.appconnector.connector.NamedConnectors;
import dev.appconnector.json.StrictJson;
import dev.appconnector.problem.Problem;
import dev.appconnector.storage.Row;
import dev.appconnector.web.ApiAnswer;
import dev.appconnector.web.ApiRequest;
import dev.appconnector.web.Page;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.component.sql.SqlConstants;

/**
 * The steps of the routes of saved activities that are more than a statement: what a designer wrote becomes a row, and a row
 * becomes an answer. Thread-safe.
 */
public final class SavedActivities {

    private static final String ID = "activityId";
    private static final String ACTIVITY = "activity";
    private static final String DOCUMENT = "document";
    private static final String PAGE = "page";

    private final Duration maxTimeout;
    private final Function<UUID, List<String>> keysNaming;
    private final Runnable changed;
    private final Clock clock;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    /**
     * @param maxTimeout the longest that a run may take
     * @param keysNaming the names of the live keys whose scope names an activity
     * @param changed told after each change, so that this node sees it at once
     */
    public SavedActivities(
            Duration maxTimeout, Function<UUID, List<String>> keysNaming, Runnable changed, Clock clock) {
        this.maxTimeout = maxTimeout;
        this.keysNaming = keysNaming;
        this.changed = changed;
        this.clock = clock;
    }

    /** The same activities, for files. */
    public PortableActivities portable() {
        return new PortableActivities(this::whole, maxTimeout, ids::generate, clock);
    }

    /** Reads the request's document, and names its connector to the statement after it. */
    public void read(Exchange exchange) {
        ActivityDocument document =
                ActivityDocument.read(ApiRequest.of(exchange).body());
        exchange.setVariable(DOCUMENT, document);
        NamedConnectors.askFor(exchange, List.of(document.fields().connector()), 1);
    }

    /** Makes the row of a new activity. */
    public void create(Exchange exchange) {
        Instant now = now();
        SavedActivity made = written(exchange, ids.generate(), 1, now, now);
        ActivityChange.created(made).carriedBy(exchange);
        exchange.setVariable(ID, made.id());
        exchange.getMessage().setBody(ActivityRows.toRow(made));
    }

    /** Makes the row of the changed activity. */
    public void change(Exchange exchange) {
        SavedActivity kept = changeable(exchange);
        SavedActivity changedOne = written(exchange, kept.id(), kept.version() + 1, kept.createdAt(), now());
        ActivityChange.between(kept, changedOne).carriedBy(exchange);
        exchange.getMessage().setBody(ActivityRows.toRow(changedOne));
    }

    private SavedActivity written(Exchange exchange, UUID id, long version, Instant createdAt, Instant updatedAt) {
        ActivityDocument document = exchange.getVariable(DOCUMENT, ActivityDocument.class);
        Optional<UUID> connector =
                NamedConnectors.selected(exchange).id(document.fields().connector());
        SavedActivity.Definition definition = new ActivityDraft(document, maxTimeout).definition(connector);
        return new SavedActivity(
                id,
                document.fields().name(),
                connector.orElseThrow(),
                null,
                definition,
                document.body(),
                version,
                createdAt,
                updatedAt,
                null);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Reads the id of the path. */
    public void identify(Exchange exchange) {
        exchange.setVariable(ID, ApiRequest.of(exchange).id());
    }

    /** Takes the selected row for the activity that the request is about. */
    public void found(Exchange exchange) {
        Row row = Row.of(exchange.getVariable("row"));
        if (row == null) {
            throw new Problem(
                    Problem.Type.NOT_FOUND, "There is no saved activity under this id. Look it up in the list.");
        }
        exchange.setVariable(ACTIVITY, ActivityRows.fromRow(row));
    }

    /** Names to the statement which version of the activity to delete. */
    public void delete(Exchange exchange) {
        SavedActivity kept = changeable(exchange);
        ActivityChange.deleted(kept).carriedBy(exchange);
        exchange.getMessage().setBody(Map.of("id", kept.id(), "readVersion", kept.version()));
    }

    private static SavedActivity changeable(Exchange exchange) {
        SavedActivity kept = activity(exchange);
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

    /** Stops the transaction where the connector was revoked meanwhile. */
    public void mustHaveConnector(Exchange exchange) {
        if (exchange.getMessage().getHeader(SqlConstants.SQL_UPDATE_COUNT, Integer.class) == 0) {
            throw Problem.ofFields(Problem.Type.ACTIVITY_INVALID, List.of(ActivityDraft.NO_CONNECTOR));
        }
    }

    private static Problem stale() {
        return new Problem(
                Problem.Type.STALE_VERSION,
                "The activity was changed meanwhile. Read it again, and repeat the change.");
    }

    /** Reads which activities the caller wants listed; those out of scope are not there. */
    public void listing(Exchange exchange) {
        Page page = Page.of(ApiRequest.of(exchange).query(Set.of("limit", "after")));
        Map<String, Object> wanted = new LinkedHashMap<>();
        wanted.put("after", page.afterId());
        wanted.put("limit", page.rows());
        Scope.Reach scope = Caller.of(exchange).scope().activities();
        wanted.put("all", scope.everything());
        wanted.put("ids", scope.ids().isEmpty() ? Set.of(ActivityReference.NO_ID) : scope.ids());
        exchange.setVariable(PAGE, page);
        exchange.getMessage().setBody(wanted);
    }

    /** Answers with the page of activities; a runner is shown what it needs to run them. */
    public void answerList(Exchange exchange) {
        boolean runsThem = Caller.of(exchange).role() == Role.RUNNER;
        List<Map<String, Object>> items = new ArrayList<>();
        for (Object row : exchange.getMessage().getBody(List.class)) {
            SavedActivity activity = ActivityRows.fromRow(Row.of(row));
            items.add(runsThem ? toRun(activity) : whole(activity));
        }
        Page page = exchange.getVariable(PAGE, Page.class);
        ApiAnswer.json(exchange, 200, StrictJson.write(page.of(items)));
    }

    private static Map<String, Object> toRun(SavedActivity activity) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", activity.id());
        shown.put("name", activity.name());
        shown.put("description", activity.definition().description());
        shown.put("parameters", activity.definition().parameters());
        return shown;
    }

    private Map<String, Object> whole(SavedActivity activity) {
        SavedActivity.Definition definition = activity.definition();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", activity.id());
        shown.put("name", activity.name());
        shown.put("description", definition.description());
        shown.put("connector", activity.connectorName());
        shown.put("connectorId", activity.connectorId());
        shown.put("method", definition.method());
        shown.put("path", definition.path());
        shown.put("headers", definition.headers());
        shown.put("body", activity.body() == null ? null : new RawValue(activity.body()));
        shown.put("timeout", definition.timeout());
        shown.put("waitForResult", definition.waitForResult());
        shown.put("parameters", definition.parameters());
        shown.put("select", definition.select());
        shown.put("createdAt", activity.createdAt());
        shown.put("updatedAt", activity.updatedAt());
        shown.put("version", activity.version());
        shown.put("usedBy", new UsedBy(keysNaming.apply(activity.id()).size()));
        shown.put("lastRunAt", activity.lastRunAt());
        return shown;
    }

    /** How many live keys name an activity in their scope. */
    record UsedBy(int keys) {}

    /** Shows this node the change that was committed. */
    public void committed() {
        changed.run();
    }

    public void answerCreated(Exchange exchange) {
        answer(exchange, 201);
        exchange.getMessage()
                .setHeader("Location", "/api/activities/" + activity(exchange).id());
    }

    public void answer(Exchange exchange) {
        answer(exchange, 200);
    }

    private void answer(Exchange exchange, int status) {
        SavedActivity activity = activity(exchange);
        ApiAnswer.json(exchange, status, StrictJson.write(whole(activity)))
                .setHeader("ETag", ApiRequest.etag(activity.version()));
    }

    public void answerDeleted(Exchange exchange) {
        ApiAnswer.empty(exchange, 204);
    }

    private static SavedActivity activity(Exchange exchange) {
        return exchange.getVariable(ACTIVITY, SavedActivity.class);
    }
}
