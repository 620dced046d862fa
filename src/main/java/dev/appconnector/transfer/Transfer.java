package dev.appconnector.transfer;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.appconnector.activity.saved.PortableActivities;
import dev.appconnector.activity.saved.SavedActivity;
import dev.appconnector.audit.Change;
import dev.appconnector.connector.Connector;
import dev.appconnector.connector.ConnectorRows;
import dev.appconnector.connector.PortableConnectors;
import dev.appconnector.json.CompactJson;
import dev.appconnector.json.StrictJson;
import dev.appconnector.problem.Problem;
import dev.appconnector.storage.Row;
import dev.appconnector.storage.Statements;
import dev.appconnector.vault.source.SecretSource;
import dev.appconnector.web.ApiAnswer;
import dev.appconnector.web.ApiRequest;
import dev.appconnector.web.Page;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.camel.Exchange;
import org.springframework.dao.DuplicateKeyException;

/** The steps of export and import: what there is becomes a file, and a file becomes what there is. Thread-safe. */
public final class Transfer {

    private static final String FILE = "file";
    private static final String DRY_RUN = "dryRun";
    private static final String IMPORT = "import";

    private static final String HEAD =
            "# Connectors and saved activities of AppConnector. It holds no secret: each stands where fromEnv or"
                    + " fromFile says.\n";

    private final Statements statements;
    private final PortableConnectors connectors;
    private final PortableActivities activities;
    private final BiConsumer<Exchange, Change> audited;
    private final Runnable changed;

    /**
     * @param audited appends to the audit, within the transaction that is open
     * @param changed told after what was imported is committed, so that this node sees it at once
     */
    public Transfer(
            Statements statements,
            PortableConnectors connectors,
            PortableActivities activities,
            BiConsumer<Exchange, Change> audited,
            Runnable changed) {
        this.statements = statements;
        this.connectors = connectors;
        this.activities = activities;
        this.audited = audited;
        this.changed = changed;
    }

    /** Answers with all that there is, in the order of its names: as long as nothing changes, the same bytes. */
    public void export(Exchange exchange) {
        ApiRequest.of(exchange).query(Set.of());
        Map<String, Object> file = new LinkedHashMap<>();
        statements.together(() -> {
            Set<SecretSource> taken = new HashSet<>();
            List<Connector> all = allConnectors();
            all.forEach(connector -> connector.secrets().values().forEach(secret -> taken.add(secret.source())));
            file.put(
                    "connectors",
                    all.stream()
                            .map(one -> connectors.exported(one, source -> unique(one, source, taken)))
                            .toList());
            file.put("activities", allActivities().stream().map(this::exported).toList());
            return null;
        });
        byte[] yaml = (HEAD + YamlWriter.yaml(StrictJson.write(file))).getBytes(StandardCharsets.UTF_8);
        ApiAnswer.json(exchange, 200, yaml).setHeader(Exchange.CONTENT_TYPE, "application/yaml");
    }

    /** Two names may come to one variable: what a connector goes by already is left as it is, of others all but one get a number. */
    private static SecretSource unique(Connector connector, SecretSource source, Set<SecretSource> taken) {
        boolean ownSource = connector.secrets().values().stream().anyMatch(secret -> source.equals(secret.source()));
        SecretSource free = source;
        for (int number = 2; !ownSource && !taken.add(free); number++) {
            free = SecretSource.ofVariable(source.fromEnv() + "_" + number);
        }
        return free;
    }

    private Map<String, Object> exported(SavedActivity activity) {
        Map<String, Object> document = activities.exported(activity);
        if (activity.body() != null) {
            if (CompactJson.repeatsNames(activity.body())) {
                document.put(YamlReader.BODY_AS_TEXT, activity.body());
            } else {
                document.put("body", new RawValue(activity.body()));
            }
        }
        return document;
    }

    private List<Connector> allConnectors() {
        return statements.of("transfer/select-all-connectors").query().listOfRows().stream()
                .map(row -> ConnectorRows.fromRow(new Row(row)))
                .sorted(Comparator.comparing(PortableConnectors::keyOf))
                .toList();
    }

    private List<SavedActivity> allActivities() {
        return statements.of("transfer/select-all-activities").query().listOfRows().stream()
                .map(row -> PortableActivities.fromRow(new Row(row)))
                .sorted(Comparator.comparing(SavedActivity::name))
                .toList();
    }

    /** Reads the file, and whether it is only to be judged. */
    public void read(Exchange exchange) {
        ApiRequest request = ApiRequest.of(exchange);
        String dryRun = request.query(Set.of(DRY_RUN)).getOrDefault(DRY_RUN, "false");
        if (!Set.of("true", "false").contains(dryRun)) {
            throw Page.malformed("dryRun is true or false.");
        }
        exchange.setVariable(DRY_RUN, dryRun.equals("true"));
        exchange.setVariable(FILE, YamlReader.read(request.body()));
    }

    /**
     * Holds the file against what there is.
     *
     * @throws Problem with an entry for everything that is wrong
     */
    public void judge(Exchange exchange) {
        Map<String, Connector> kept = new LinkedHashMap<>();
        allConnectors().forEach(connector -> kept.put(PortableConnectors.keyOf(connector), connector));
        Map<String, SavedActivity> keptActivities = new LinkedHashMap<>();
        statements.of("transfer/select-every-activity").query().listOfRows().forEach(row -> {
            SavedActivity activity = PortableActivities.fromRow(new Row(row));
            keptActivities.put(activity.name(), activity);
        });
        Import judged = new Import(connectors, activities, kept, keptActivities);
        judged.judge(exchange.getVariable(FILE, TransferFile.class));
        exchange.setVariable(IMPORT, judged);
    }

    /** Does what was judged, and tells all nodes and the audit; to be done in one transaction with the judging. */
    public void write(Exchange exchange) {
        Import judged = exchange.getVariable(IMPORT, Import.class);
        List<Change> changes = new ArrayList<>();
        judged.connectors().forEach(one -> {
            write("connector", one.before() == null, ConnectorRows.toRow(one.after()));
            changes.add(one.change());
        });
        judged.activities().forEach(one -> {
            write("activity", one.before() == null, PortableActivities.toRow(one.after()));
            changes.add(one.change());
        });
        if (!changes.isEmpty()) {
            statements.of("storage/bump-change-counter").update();
            changes.forEach(change -> audited.accept(exchange, change));
        }
    }

    private void write(String kind, boolean isNew, Map<String, Object> row) {
        String statement = kind + (isNew ? "/insert-" : "/update-") + kind;
        try {
            if (statements.of(statement).params(row).update() > 0) {
                return;
            }
        } catch (DuplicateKeyException e) {
            // Falls through: somebody else took the name.
        }
        throw new Problem(
                Problem.Type.STALE_VERSION, "Something was changed while the file was imported. Import it again.");
    }

    public void answer(Exchange exchange) {
        if (!exchange.getVariable(DRY_RUN, Boolean.class)) {
            changed.run();
        }
        ApiAnswer.json(
                exchange,
                200,
                StrictJson.write(exchange.getVariable(IMPORT, Import.class).answer()));
    }
}
