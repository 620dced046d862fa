package dev.appconnector.access.token;

import dev.appconnector.access.Caller;
import dev.appconnector.access.Role;
import dev.appconnector.access.Scope;
import dev.appconnector.access.Scope.Reach;
import dev.appconnector.activity.saved.NamedActivities;
import dev.appconnector.connector.ConnectorName;
import dev.appconnector.connector.NamedConnectors;
import dev.appconnector.problem.Problem;
import dev.appconnector.problem.Problem.FieldError;
import dev.appconnector.web.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One document on its way to a token: gathers all that is wrong with it. For one thread. */
final class TokenDraft {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration DEFAULT = Duration.ofMinutes(10);
    private static final int LONGEST_SUBJECT = 128;

    /** A token travels in a header, of which 8192 characters are read. */
    static final int MOST_NAMED = 100;

    private static final String EVERYTHING = "*";

    private final TokenDocument document;
    private final NamedConnectors connectors;
    private final NamedActivities activities;
    private final Caller maker;
    private final List<FieldError> faults = new ArrayList<>();
    private boolean namesWhatIsNotThere;

    private TokenDraft(TokenDocument document, NamedConnectors connectors, NamedActivities activities, Caller maker) {
        this.document = document;
        this.connectors = connectors;
        this.activities = activities;
        this.maker = maker;
    }

    /** A token that holds to every rule, and how long it is to live. */
    record Written(BrowserToken token, Duration lifetime) {}

    /**
     * The token that the document describes.
     *
     * @param connectors those of the document that are there
     * @param activities the same
     * @throws Problem {@code parameters-invalid} with an entry for each field that is wrong; {@code forbidden} where its maker
     *     may not give that away, or has no key that it could go back to
     */
    static Written write(TokenDocument document, NamedConnectors connectors, NamedActivities activities, Caller maker) {
        return new TokenDraft(document, connectors, activities, maker).write();
    }

    private Written write() {
        UUID key = maker.key()
                .orElseThrow(() -> new Problem(
                        Problem.Type.FORBIDDEN,
                        "U5: a browser token dies with the key that made it, so it takes one to make it."));
        Duration lifetime = document.ttl() == null ? DEFAULT : lifetime(document.ttl());
        checkOrigin();
        checkSubject();
        Scope scope = scope();
        if (!faults.isEmpty()) {
            throw Problem.ofFields(Problem.Type.PARAMETERS_INVALID, faults);
        }
        // For whoever may not see everything, what is out of reach and what does not exist are the same (U6).
        maker.requireCovers(Role.TOKEN, namesWhatIsNotThere ? Scope.ALL : scope);
        return new Written(
                new BrowserToken(
                        key, scope, Optional.ofNullable(document.origin()), Optional.ofNullable(document.subject())),
                lifetime);
    }

    private Duration lifetime(long millis) {
        if (millis < SHORTEST.toMillis() || millis > BrowserTokens.LONGEST.toMillis()) {
            faults.add(new FieldError(
                    "/ttl", "U5: use %d to %d ms.".formatted(SHORTEST.toMillis(), BrowserTokens.LONGEST.toMillis())));
            return DEFAULT;
        }
        return Duration.ofMillis(millis);
    }

    private void checkOrigin() {
        if (document.origin() != null && Origin.parse(document.origin()).isEmpty()) {
            faults.add(new FieldError("/origin", "This is no origin: " + Origin.RIGHT));
        }
    }

    private void checkSubject() {
        String subject = document.subject();
        if (subject != null
                && (subject.isEmpty() || subject.length() > LONGEST_SUBJECT || !ConnectorName.isPrintable(subject))) {
            faults.add(new FieldError(
                    "/subject", "Use 1 to %d printable characters, or leave it out.".formatted(LONGEST_SUBJECT)));
        }
    }

    private Scope scope() {
        int named = document.connectors().size() + document.activities().size();
        if (named == 0 || named > MOST_NAMED) {
            faults.add(new FieldError(
                    "/connectors",
                    "Name 1 to %d connectors and activities in all, or use [\"*\"] for all of a kind."
                            .formatted(MOST_NAMED)));
            return Scope.NONE;
        }
        return new Scope(reach("connectors", document.connectors()), reach("activities", document.activities()));
    }

    private Reach reach(String kind, List<String> named) {
        if (named.equals(List.of(EVERYTHING))) {
            return Reach.ALL;
        }
        Set<UUID> ids = new HashSet<>();
        for (int i = 0; i < named.size(); i++) {
            Optional<UUID> id = id(kind, named.get(i));
            String field = "/" + kind + "/" + i;
            if (EVERYTHING.equals(named.get(i))) {
                faults.add(new FieldError(field, "\"*\" means all: use it alone."));
            } else if (id.isPresent()) {
                ids.add(id.get());
            } else if (maker.scope().covers(Scope.ALL)) {
                faults.add(new FieldError(field, "There is none of this name or id. Look it up in the list."));
            } else {
                namesWhatIsNotThere = true;
            }
        }
        return Reach.of(ids);
    }

    private Optional<UUID> id(String kind, String text) {
        return kind.equals("connectors") ? connectors.id(text) : activities.id(text);
    }
}
