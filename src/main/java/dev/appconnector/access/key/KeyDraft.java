package dev.appconnector.access.key;

import dev.appconnector.access.Role;
import dev.appconnector.access.Scope;
import dev.appconnector.access.Scope.Reach;
import dev.appconnector.activity.saved.NamedActivities;
import dev.appconnector.connector.ConnectorName;
import dev.appconnector.connector.NamedConnectors;
import dev.appconnector.problem.Problem;
import dev.appconnector.problem.Problem.FieldError;
import java.text.Normalizer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One document on its way to a key: gathers all that is wrong with it. For one thread. */
final class KeyDraft {

    private static final int LONGEST_NAME = 128;
    static final int MOST_NAMED = 1_000;
    private static final String EVERYTHING = "*";

    private final KeyDocument document;
    private final NamedConnectors connectors;
    private final NamedActivities activities;
    private final Instant now;
    private final List<FieldError> faults = new ArrayList<>();

    private KeyDraft(KeyDocument document, NamedConnectors connectors, NamedActivities activities, Instant now) {
        this.document = document;
        this.connectors = connectors;
        this.activities = activities;
        this.now = now;
    }

    /** What a key will be that holds to every rule. */
    record Written(String name, Role role, Scope scope, Instant expiresAt) {}

    /**
     * The key that the document describes.
     *
     * @param connectors those of the document that are there
     * @param activities the same
     * @throws Problem {@code key-invalid} with an entry for each field that is wrong
     */
    static Written write(KeyDocument document, NamedConnectors connectors, NamedActivities activities, Instant now) {
        return new KeyDraft(document, connectors, activities, now).write();
    }

    private Written write() {
        checkName();
        Optional<Role> role = Role.named(document.role());
        if (role.isEmpty()) {
            faults.add(new FieldError("/role", "U3: use \"admin\", \"designer\", \"runner\" or \"auditor\"."));
        }
        Instant expiresAt =
                document.expiresAt() == null ? null : document.expiresAt().truncatedTo(ChronoUnit.MILLIS);
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            faults.add(new FieldError("/expiresAt", "The time is past: use one to come, or leave it out."));
        }
        Scope named = new Scope(reach("connectors", document.connectors()), reach("activities", document.activities()));
        boolean scoped = role.filter(Role.RUNNER::equals).isPresent();
        if (role.isPresent() && !scoped) {
            mustBeUnscoped("/connectors", document.connectors());
            mustBeUnscoped("/activities", document.activities());
        }
        if (!faults.isEmpty()) {
            throw Problem.ofFields(Problem.Type.KEY_INVALID, faults);
        }
        return new Written(document.name(), role.orElseThrow(), scoped ? named : Scope.ALL, expiresAt);
    }

    private void checkName() {
        String name = document.name();
        if (name.isEmpty()
                || name.length() > LONGEST_NAME
                || !name.equals(name.strip())
                || !Normalizer.isNormalized(name, Normalizer.Form.NFC)
                || !ConnectorName.isPrintable(name)) {
            faults.add(new FieldError(
                    "/name", "Use 1 to 128 printable characters (Unicode NFC), without space at either end."));
        }
    }

    private void mustBeUnscoped(String field, List<String> scope) {
        if (!scope.isEmpty() && !scope.equals(List.of(EVERYTHING))) {
            faults.add(new FieldError(field, "Only a runner has a scope: leave it empty, or use [\"*\"]."));
        }
    }

    private Reach reach(String kind, List<String> scope) {
        if (scope.equals(List.of(EVERYTHING))) {
            return Reach.ALL;
        }
        if (scope.size() > MOST_NAMED) {
            faults.add(new FieldError("/" + kind, "Use at most " + MOST_NAMED + ", or [\"*\"] for all."));
            return Reach.NONE;
        }
        Set<UUID> ids = new HashSet<>();
        for (int i = 0; i < scope.size(); i++) {
            Optional<UUID> id = id(kind, scope.get(i));
            if (id.isPresent()) {
                ids.add(id.get());
            } else {
                faults.add(new FieldError("/" + kind + "/" + i, wrong(kind, scope.get(i))));
            }
        }
        return Reach.of(ids);
    }

    private Optional<UUID> id(String kind, String text) {
        return kind.equals("connectors") ? connectors.id(text) : activities.id(text);
    }

    private static String wrong(String kind, String text) {
        if (EVERYTHING.equals(text)) {
            return "\"*\" means all: use it alone.";
        }
        return kind.equals("connectors")
                ? "There is no connector of this name or id. Look it up in the list."
                : "There is no saved activity of this name or id. Look it up in the list.";
    }
}
