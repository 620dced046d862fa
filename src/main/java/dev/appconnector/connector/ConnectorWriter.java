package dev.appconnector.connector;

import dev.appconnector.egress.address.AddressPolicy;
import dev.appconnector.egress.address.PlainHttp;
import dev.appconnector.egress.domain.Domain;
import dev.appconnector.problem.Problem;
import dev.appconnector.problem.Problem.FieldError;
import dev.appconnector.vault.Vault;
import dev.appconnector.vault.source.SecretSources;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Makes a connector of what a caller wrote: holds it against every rule, and says all that is wrong at once; seals what is
 * secret. Thread-safe.
 */
public final class ConnectorWriter {

    private final Vault vault;
    private final AddressPolicy addresses;
    private final PlainHttp plainHttp;
    private final Clock clock;

    public ConnectorWriter(Vault vault, AddressPolicy addresses, PlainHttp plainHttp, Clock clock) {
        this.vault = vault;
        this.addresses = addresses;
        this.plainHttp = plainHttp;
        this.clock = clock;
    }

    /**
     * The connector that the document describes, to be kept under the given id.
     *
     * @param before what it changes; null for a new one
     * @throws Problem {@code connector-invalid} with an entry for each field that is wrong; {@code malformed-request} where a
     *     required one is missing
     */
    Written write(ConnectorDocument document, UUID id, Connector before) {
        return written(document, id, before, false);
    }

    /**
     * The same of a document out of a file that was made elsewhere: a secret that is not to be had stays as it was, or is awaited in a
     * paused connector; and what says nothing of {@code paused} leaves that as it is.
     */
    Written imported(ConnectorDocument document, UUID id, Connector before) {
        return written(document, id, before, true);
    }

    private Written written(ConnectorDocument document, UUID id, Connector before, boolean imported) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new ConnectorDraft(document, id, before, imported, vault, now)
                .written((url, field) -> Domain.parse(url, addresses, plainHttp, field));
    }

    /** Where secrets are read that are not kept here. */
    SecretSources sources() {
        return vault.sources();
    }

    /**
     * A connector that holds to every rule.
     *
     * @param warnings what its writer should think about all the same, a sentence each
     * @param needed the keys of its secrets that are not to be had where they are to be read
     */
    public record Written(Connector connector, List<String> warnings, List<String> needed) {

        public Written(Connector connector, List<String> warnings) {
            this(connector, warnings, List.of());
        }
    }

    /**
     * What the connector would be with this auth alone, and none of its other secrets: held against every rule, and to be taken
     * apart, not kept.
     *
     * @throws Problem as above; what is wrong has its place in the auth
     */
    public Written tried(AuthDocument auth, Connector kept) {
        Map<String, String> headers = new LinkedHashMap<>(kept.headers());
        kept.secrets().keySet().forEach(key -> {
            String header = Connector.headerOf(key);
            if (header != null) {
                headers.put(header, "taken");
            }
        });
        ConnectorDocument document = new ConnectorDocument(
                kept.name(),
                kept.domain().toString(),
                auth,
                headers,
                null,
                null,
                kept.state() == Connector.State.PAUSED,
                kept.limits(),
                kept.delivery());
        try {
            return write(document, kept.id(), null);
        } catch (Problem e) {
            throw new Problem(
                    e.type(),
                    e.detail(),
                    e.errors().stream()
                            .map(fault -> fault.field().startsWith("/headers")
                                    ? new FieldError(
                                            "/auth", "D11: the connector has a header of the name that it would go by.")
                                    : fault)
                            .distinct()
                            .toList());
        }
    }
}
