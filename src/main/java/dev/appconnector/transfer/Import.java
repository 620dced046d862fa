package dev.appconnector.transfer;

import dev.appconnector.activity.saved.PortableActivities;
import dev.appconnector.activity.saved.SavedActivity;
import dev.appconnector.audit.Change;
import dev.appconnector.connector.Connector;
import dev.appconnector.connector.PortableConnectors;
import dev.appconnector.problem.Problem;
import dev.appconnector.problem.Problem.FieldError;
import dev.appconnector.transfer.TransferFile.Item;
import dev.appconnector.vault.source.SecretSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** What a file comes to, held against all that there is: gathers what is to be done, or all that is wrong. For one thread. */
final class Import {

    /** Nobody reads more at once. */
    private static final int ENOUGH_FAULTS = 100;

    private final PortableConnectors portableConnectors;
    private final PortableActivities portableActivities;
    private final Map<String, Connector> connectors;
    private final Map<String, SavedActivity> activities;
    private final Map<String, UUID> idsByName = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final List<FieldError> faults = new ArrayList<>();
    private Problem.Type worst;

    private final List<Named> create = new ArrayList<>();
    private final List<Changed> update = new ArrayList<>();
    private final List<Named> unchanged = new ArrayList<>();
    private final List<SecretNeeded> secretsNeeded = new ArrayList<>();
    private final List<PortableConnectors.Imported> writtenConnectors = new ArrayList<>();
    private final List<PortableActivities.Imported> writtenActivities = new ArrayList<>();

    /** What the answer names. */
    record Named(String kind, String name) {}

    /** @param fields the JSON pointers of what changes */
    record Changed(String kind, String name, List<String> fields) {}

    /** A secret that is not to be had; the connector is paused unless it was at work with it before. */
    record SecretNeeded(String connector, String field, String fromEnv, String fromFile, boolean paused) {}

    /** The answer. */
    record Answer(List<Named> create, List<Changed> update, List<Named> unchanged, List<SecretNeeded> secretsNeeded) {}

    /**
     * @param connectors all that are not revoked, by the keys of their names
     * @param activities all, by their names
     */
    Import(
            PortableConnectors portableConnectors,
            PortableActivities portableActivities,
            Map<String, Connector> connectors,
            Map<String, SavedActivity> activities) {
        this.portableConnectors = portableConnectors;
        this.portableActivities = portableActivities;
        this.connectors = connectors;
        this.activities = activities;
        connectors.forEach((name, connector) -> idsByName.put(name, connector.id()));
    }

    /** @throws Problem with an entry for everything that is wrong, where anything is; of very much, for the first of it */
    void judge(TransferFile file) {
        file.connectors().forEach(item -> judged(item, () -> connector(item)));
        file.activities().forEach(item -> judged(item, () -> activity(item)));
        if (!faults.isEmpty()) {
            throw Problem.ofFields(worst, faults);
        }
    }

    private void judged(Item item, Supplier<Boolean> read) {
        if (faults.size() >= ENOUGH_FAULTS) {
            return;
        }
        try {
            if (!read.get()) {
                fault(
                        item,
                        Problem.Type.CONNECTOR_INVALID,
                        new FieldError("/name", "The name stands in this list before."));
            }
        } catch (Problem wrong) {
            worst = worst == null || wrong.type() == Problem.Type.MALFORMED_REQUEST ? wrong.type() : worst;
            faults.addAll(item.inFile(wrong));
        }
    }

    private void fault(Item item, Problem.Type type, FieldError fault) {
        worst = worst == null ? type : worst;
        faults.add(item.inFile(fault));
    }

    /** Answers whether it is the first of its name. */
    private boolean connector(Item item) {
        PortableConnectors.Imported imported = portableConnectors.imported(item.json(), connectors::get);
        Connector after = imported.after();
        String key = PortableConnectors.keyOf(after);
        idsByName.put(key, after.id());
        note("connector", after.name(), imported.before() == null, imported.change());
        imported.needed().forEach((place, source) -> secretsNeeded.add(needed(after, place, source)));
        if (imported.change() != null) {
            writtenConnectors.add(imported);
        }
        return seen.add("connector " + key);
    }

    private static SecretNeeded needed(Connector connector, String place, SecretSource source) {
        return new SecretNeeded(
                connector.name(),
                place,
                source.fromEnv(),
                source.fromFile(),
                connector.state() == Connector.State.PAUSED);
    }

    private boolean activity(Item item) {
        PortableActivities.Imported imported =
                portableActivities.imported(item.json(), activities::get, this::connectorNamed);
        note("activity", imported.after().name(), imported.before() == null, imported.change());
        if (imported.change() != null) {
            writtenActivities.add(imported);
        }
        return seen.add("activity " + imported.after().name());
    }

    private Optional<UUID> connectorNamed(String reference) {
        Optional<UUID> byName = Optional.ofNullable(idsByName.get(PortableConnectors.keyOf(reference)));
        return byName.or(() -> connectors.values().stream()
                .map(Connector::id)
                .filter(id -> id.toString().equals(reference))
                .findAny());
    }

    private void note(String kind, String name, boolean isNew, Change change) {
        if (isNew) {
            create.add(new Named(kind, name));
        } else if (change != null) {
            update.add(new Changed(kind, name, change.fields()));
        } else {
            unchanged.add(new Named(kind, name));
        }
    }

    List<PortableConnectors.Imported> connectors() {
        return writtenConnectors;
    }

    List<PortableActivities.Imported> activities() {
        return writtenActivities;
    }

    Answer answer() {
        return new Answer(create, update, unchanged, secretsNeeded);
    }
}
