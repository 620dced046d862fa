package dev.appconnector.connector.next;

import dev.appconnector.audit.AuditEntry;
import dev.appconnector.audit.Change;
import dev.appconnector.connector.Connector;
import dev.appconnector.connector.ConnectorWriter;
import dev.appconnector.connector.Connectors;
import dev.appconnector.connector.auth.AuthTypes;
import dev.appconnector.json.StrictJson;
import dev.appconnector.problem.Problem;
import dev.appconnector.problem.Problem.FieldError;
import dev.appconnector.vault.Vault;
import dev.appconnector.web.ApiAnswer;
import dev.appconnector.web.ApiRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;

/** The steps by which an admin sets, removes and promotes a connector's next credential. Thread-safe. */
public final class NextCredentials {

    static final String PROMOTED = "credential.promoted";

    private final ConnectorWriter writer;
    private final Vault vault;
    private final Runnable changed;
    private final Clock clock;

    /** @param changed told after each change, so that this node sees it at once */
    public NextCredentials(ConnectorWriter writer, Vault vault, Runnable changed, Clock clock) {
        this.writer = writer;
        this.vault = vault;
        this.changed = changed;
        this.clock = clock;
    }

    /** Makes the row of the found connector with the next credential of the request. */
    public void set(Exchange exchange) {
        Connector kept = Connectors.changeable(exchange);
        NextAuthDocument document = StrictJson.read(ApiRequest.of(exchange).body(), NextAuthDocument.class);
        if (document.auth() == null) {
            throw new Problem(
                    Problem.Type.MALFORMED_REQUEST,
                    "A next credential is an auth.",
                    List.of(new FieldError("/auth", "The field is required.")));
        }
        ConnectorWriter.Written trial = writer.tried(document.auth(), kept);
        Instant now = clock.instant();
        requireCredential(trial.connector());
        requireToCome(document.activateAt(), now);
        Connector with = NextCredential.set(kept, trial.connector(), document.activateAt(), vault, now);
        change("credential.set", kept).carriedBy(exchange);
        Connectors.written(exchange, new ConnectorWriter.Written(with, trial.warnings()));
    }

    /** To a target that takes anybody in, nothing would work: that would put nothing in the place of a credential. */
    private static void requireCredential(Connector trial) {
        if (trial.secrets().isEmpty()) {
            throw Problem.ofFields(
                    Problem.Type.CONNECTOR_INVALID,
                    List.of(new FieldError(
                            "/auth/type",
                            "D12: \"%s\" is no credential that could follow on another."
                                    .formatted(AuthTypes.name(trial.auth())))));
        }
    }

    private static void requireToCome(Instant activateAt, Instant now) {
        if (activateAt != null && !activateAt.isAfter(now)) {
            throw Problem.ofFields(
                    Problem.Type.CONNECTOR_INVALID,
                    List.of(new FieldError(
                            "/activateAt",
                            "The time is past. Use one to come, or leave it out and promote the credential at once.")));
        }
    }

    /** Makes the row of the found connector with its next credential as the current one. */
    public void promote(Exchange exchange) {
        Connector kept = withNext(exchange);
        change(PROMOTED, kept).carriedBy(exchange);
        Connector promoted = NextCredential.promoted(kept, vault, clock.instant());
        Connectors.written(exchange, new ConnectorWriter.Written(promoted, List.of()));
    }

    /** Makes the row of the found connector without a next credential. */
    public void remove(Exchange exchange) {
        Connector kept = withNext(exchange);
        change("credential.removed", kept).carriedBy(exchange);
        Connector without = NextCredential.removed(kept, clock.instant());
        Connectors.written(exchange, new ConnectorWriter.Written(without, List.of()));
    }

    private static Connector withNext(Exchange exchange) {
        ApiRequest.of(exchange).requireNoBody();
        Connector kept = Connectors.changeable(exchange);
        if (kept.nextAuth() == null) {
            throw new Problem(Problem.Type.NOT_FOUND, "The connector has no next credential.");
        }
        return kept;
    }

    static Change change(String action, Connector connector) {
        return new Change(action, object(connector), List.of());
    }

    static AuditEntry.AuditedObject object(Connector connector) {
        return new AuditEntry.AuditedObject(connector.id().toString(), "connector", connector.name());
    }

    public void answerRemoved(Exchange exchange) {
        changed.run();
        ApiAnswer.empty(exchange, 204);
    }
}
