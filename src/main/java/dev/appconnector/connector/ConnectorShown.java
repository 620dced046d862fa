package dev.appconnector.connector;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.appconnector.connector.auth.Auth;
import dev.appconnector.connector.auth.AuthTypes;
import dev.appconnector.connector.expiry.Expiry;
import dev.appconnector.connector.tls.Tls;
import dev.appconnector.json.StrictJson;
import dev.appconnector.vault.SealedSecret;
import dev.appconnector.vault.source.SecretSource;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What an answer shows of a connector: in place of each secret only that it is set, and since when. Thread-safe. */
final class ConnectorShown {

    /** What whoever reads it should think about, a sentence each; left out where there is nothing. */
    static final String WARNINGS = "warnings";

    private final Clock clock;
    private final ConnectorUse use;
    private final Function<UUID, List<String>> activitiesOf;
    private final Function<UUID, List<String>> keysNaming;
    private final Predicate<SecretSource> there;

    /**
     * @param activitiesOf the names of the saved activities that go by a connector
     * @param keysNaming the names of the live keys whose scope names a connector
     * @param there whether a secret that is not kept here is where it is to be read
     */
    ConnectorShown(
            ConnectorUse use,
            Function<UUID, List<String>> activitiesOf,
            Function<UUID, List<String>> keysNaming,
            Predicate<SecretSource> there,
            Clock clock) {
        this.clock = clock;
        this.use = use;
        this.activitiesOf = activitiesOf;
        this.keysNaming = keysNaming;
        this.there = there;
    }

    /** What whoever runs must know of it. */
    static Map<String, Object> named(Connector connector) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", connector.id());
        shown.put("name", connector.name());
        return shown;
    }

    /** All of it but its secrets. */
    Map<String, Object> whole(Connector connector) {
        Map<String, Object> shown = named(connector);
        shown.put("domain", connector.domain().toString());
        shown.put("auth", auth(connector));
        shown.put("nextAuth", connector.nextAuth() == null ? null : nextAuth(connector));
        shown.put("headers", connector.headers());
        shown.put("secretHeaders", secretHeaders(connector));
        shown.put("tls", tls(connector));
        shown.put("paused", connector.state() == Connector.State.PAUSED);
        shown.put("state", connector.state().word());
        shown.put("limits", connector.limits());
        shown.put("delivery", connector.delivery());
        shown.put("health", use.health(connector.id()));
        shown.put("usedBy", usedBy(connector.id()));
        shown.put("createdAt", connector.createdAt());
        shown.put("updatedAt", connector.updatedAt());
        shown.put("version", connector.version());
        shown.put("lastUsedAt", connector.lastUsedAt());
        List<String> warnings = expiries(connector.definition());
        if (!warnings.isEmpty()) {
            shown.put(WARNINGS, warnings);
        }
        return shown;
    }

    private List<String> expiries(Definition definition) {
        Instant now = clock.instant();
        Instant certificate =
                definition.tls() == null ? null : definition.tls().expiresAt().orElse(null);
        return Stream.of(
                        Expiry.warning("/auth/expiresAt", definition.expiresAt(), now),
                        Expiry.warning("/tls/certificate", certificate, now))
                .flatMap(Optional::stream)
                .toList();
    }

    private UsedBy usedBy(UUID connector) {
        return new UsedBy(
                activitiesOf.apply(connector).size(),
                keysNaming.apply(connector).size());
    }

    private Map<String, Object> auth(Connector connector) {
        return shown(connector.auth(), connector.definition().expiresAt(), connector, Connector::authSecret);
    }

    private Map<String, Object> nextAuth(Connector connector) {
        NextAuth next = connector.nextAuth();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("auth", shown(next.auth(), next.expiresAt(), connector, Connector::nextAuthSecret));
        shown.put("activateAt", next.activateAt());
        return shown;
    }

    /** @param key under which a secret field of the auth is kept */
    private Map<String, Object> shown(Auth auth, Instant expiresAt, Connector connector, UnaryOperator<String> key) {
        Map<String, Object> shown = StrictJson.fields(auth);
        if (expiresAt != null) {
            shown.put("expiresAt", expiresAt);
        }
        for (String field : AuthTypes.secretFields(auth)) {
            SealedSecret kept = connector.secrets().get(key.apply(field));
            if (kept != null) {
                shown.put(field, secret(kept));
            }
        }
        return shown;
    }

    private TlsShown tls(Connector connector) {
        Tls tls = connector.definition().tls();
        if (tls == null) {
            return null;
        }
        SealedSecret key = connector.secrets().get(Connector.TLS_KEY);
        return new TlsShown(
                tls.certificate(),
                key == null ? null : secret(key),
                tls.ca(),
                tls.expiresAt().orElse(null));
    }

    private Map<String, Object> secretHeaders(Connector connector) {
        Map<String, Object> secretHeaders = new LinkedHashMap<>();
        connector.secrets().forEach((key, kept) -> {
            String header = Connector.headerOf(key);
            if (header != null) {
                secretHeaders.put(header, secret(kept));
            }
        });
        return secretHeaders;
    }

    /** What revoking a connector would stop: runs, and the activities and keys that name it. */
    Usage usage(Connector connector, int deliveries, int queued) {
        int waiting = use.waiting(connector.id());
        return new Usage(
                waiting + deliveries, queued, activitiesOf.apply(connector.id()), keysNaming.apply(connector.id()));
    }

    record Usage(int running, int queued, List<String> activities, List<String> keys) {}

    /** How many saved activities and how many keys name a connector. */
    record UsedBy(int activities, int keys) {}

    private SecretShown secret(SealedSecret kept) {
        SecretSource source = kept.source();
        return source == null
                ? new SecretShown(true, null, null, kept.changedAt())
                : new SecretShown(there.test(source), source.fromEnv(), source.fromFile(), kept.changedAt());
    }

    /**
     * What stands in a secret's place.
     *
     * @param set whether it is to be had
     */
    record SecretShown(
            boolean set,
            @JsonInclude(JsonInclude.Include.NON_NULL) String fromEnv,
            @JsonInclude(JsonInclude.Include.NON_NULL) String fromFile,
            Instant changedAt) {}

    /** @param expiresAt when the certificate that is shown ends */
    record TlsShown(String certificate, SecretShown privateKey, String ca, Instant expiresAt) {}
}
