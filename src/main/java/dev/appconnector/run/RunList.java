package dev.appconnector.run;

import dev.appconnector.access.Caller;
import dev.appconnector.connector.NamedConnectors;
import dev.appconnector.json.StrictJson;
import dev.appconnector.storage.Row;
import dev.appconnector.storage.Statements;
import dev.appconnector.web.ApiAnswer;
import dev.appconnector.web.ApiRequest;
import dev.appconnector.web.Page;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;

/**
 * The steps of the list of runs. Their ids are found first, by an index alone, then what is shown of them: in between one may
 * end, which then is shown as it is, or left out where it is not in the wanted state any more. Thread-safe.
 */
public final class RunList {

    private static final String PAGE = "page";
    private static final String FILTER = "filter";

    private final Statements statements;
    private final UnaryOperator<String> nameOfActivity;

    /** @param nameOfActivity the name of the saved activity that a text, an id or a name, stands for */
    public RunList(Statements statements, UnaryOperator<String> nameOfActivity) {
        this.statements = statements;
        this.nameOfActivity = nameOfActivity;
    }

    /** Reads which runs the caller wants listed, and names their connector to the statement after it. */
    public void read(Exchange exchange) {
        Map<String, String> query = ApiRequest.of(exchange)
                .query(Set.of("state", "connector", "activity", "caller", "from", "to", "limit", "after"));
        query.computeIfPresent("activity", (name, text) -> nameOfActivity.apply(text));
        Page page = Page.of(query);
        Optional<RunFilter> filter = RunFilter.of(query, page, Caller.of(exchange));
        exchange.setVariable(PAGE, page);
        exchange.setVariable(FILTER, filter);
        NamedConnectors.askFor(
                exchange, filter.flatMap(RunFilter::connectorName).map(List::of).orElse(List.of()), 1);
    }

    public void answer(Exchange exchange) {
        Page page = exchange.getVariable(PAGE, Page.class);
        NamedConnectors named = NamedConnectors.selected(exchange);
        @SuppressWarnings("unchecked")
        Optional<RunFilter> wanted = exchange.getVariable(FILTER, Optional.class);
        List<UUID> ids = wanted.map(filter -> ids(filter, named, page)).orElse(List.of());
        List<UUID> held = page.held(ids);
        List<Map<String, Object>> items = held.isEmpty() ? List.of() : shown(held, wanted.get());
        ApiAnswer.json(exchange, 200, StrictJson.write(page.of(ids, items)));
    }

    private List<UUID> ids(RunFilter filter, NamedConnectors named, Page page) {
        return filter.byState().stream()
                .flatMap(
                        one -> statements
                                .of(one.statement())
                                .params(one.parameters(named, page.rows()))
                                .query(UUID.class)
                                .list()
                                .stream())
                .distinct()
                .sorted(Comparator.reverseOrder())
                .limit(page.rows())
                .toList();
    }

    private List<Map<String, Object>> shown(List<UUID> ids, RunFilter filter) {
        Map<UUID, Row> rows = new HashMap<>();
        statements.of("run/select-runs").param("ids", ids).query().listOfRows().stream()
                .map(Row::new)
                .filter(row -> filter.isStill(row.text("state")))
                .forEach(row -> rows.put(row.uuid("id"), row));
        List<Map<String, Object>> items = new ArrayList<>();
        ids.stream().filter(rows::containsKey).forEach(id -> items.add(RunShown.withoutResult(rows.get(id))));
        return items;
    }
}
