package dev.appconnector.connector;

import dev.appconnector.connector.auth.Auth;
import dev.appconnector.connector.auth.AuthTypes;
import dev.appconnector.connector.tls.Tls;
import dev.appconnector.egress.HeaderRules;
import dev.appconnector.egress.domain.Domain;
import dev.appconnector.problem.Problem;
import dev.appconnector.problem.Problem.FieldError;
import dev.appconnector.vault.Vault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** One document on its way to a connector: gathers what is wrong. Used by one thread, once. */
final class ConnectorDraft {

    private final ConnectorDocument document;
    private final UUID id;
    private final Connector before;
    private final DraftSecrets secrets;
    private final Instant now;
    private final List<FieldError> faults = new ArrayList<>();

    /**
     * @param before what it changes; null for a new one
     * @param imported whether it is out of a file that was made elsewhere
     */
    ConnectorDraft(ConnectorDocument document, UUID id, Connector before, boolean imported, Vault vault, Instant now) {
        this.document = document;
        this.id = id;
        this.before = before;
        this.now = now;
        this.secrets = new DraftSecrets(document, before, imported, vault, faults);
    }

    /** @param domains makes of a text, and the pointer of its field, a domain that secrets may go to, or throws why not */
    ConnectorWriter.Written written(BiFunction<String, String, Domain> domains) {
        Connector connector = write(domains);
        return new ConnectorWriter.Written(connector, secrets.warnings(), secrets.needed(connector));
    }

    private Connector write(BiFunction<String, String, Domain> domains) {
        requireFields();
        String name = checked(() -> ConnectorName.parse(document.name()).text());
        Domain domain = checked(() -> domains.apply(document.domain(), "/domain"));
        Auth auth = AuthTypes.read(
                document.auth().type(),
                document.auth().texts(),
                document.auth().lists(),
                document.auth().secrets().keySet(),
                domains,
                faults);
        Map<String, String> headers = document.headers() == null ? Map.of() : document.headers();
        Limits limits = document.limits() == null ? Limits.DEFAULT : document.limits();
        Delivery delivery = document.delivery() == null ? Delivery.DEFAULT : document.delivery();
        faults.addAll(limits.faults());
        faults.addAll(delivery.faults());
        secrets.read(auth, domain);
        checkHeaders(auth, headers);
        Tls tls = tls(domain);
        secrets.check();
        refuseLeavingTheNextBehind(domain);
        if (!faults.isEmpty()) {
            throw Problem.ofFields(Problem.Type.CONNECTOR_INVALID, faults);
        }
        Definition definition = new Definition(
                auth,
                document.auth().expiresAt(),
                before == null ? null : before.definition().nextAuth(),
                tls,
                headers,
                limits,
                delivery);
        return sealed(name, domain, definition);
    }

    private void requireFields() {
        List<FieldError> missing = new ArrayList<>();
        if (document.name() == null) {
            missing.add(new FieldError("/name", "The field is required."));
        }
        if (document.domain() == null) {
            missing.add(new FieldError("/domain", "The field is required."));
        }
        if (document.auth() == null) {
            missing.add(new FieldError("/auth", "The field is required."));
        } else if (document.auth().type() == null) {
            missing.add(new FieldError("/auth/type", "The field is required."));
        }
        if (!missing.isEmpty()) {
            throw new Problem(
                    Problem.Type.MALFORMED_REQUEST, "A connector needs a name, a domain and an auth.", missing);
        }
    }

    private <T> T checked(Supplier<T> part) {
        try {
            return part.get();
        } catch (Problem e) {
            faults.addAll(e.errors());
            return null;
        }
    }

    private void checkHeaders(Auth auth, Map<String, String> headers) {
        Set<String> taken = new HashSet<>();
        if (auth != null) {
            auth.headers().forEach(header -> taken.add(HeaderRules.normalise(header)));
        }
        if (next() != null) {
            next().auth().headers().forEach(header -> taken.add(HeaderRules.normalise(header)));
        }
        int number = 0;
        long characters = 0;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            String place = "/headers/" + DraftSecrets.pointer(header.getKey());
            if (header.getValue() == null) {
                faults.add(new FieldError(place, "D11: a header's value is a text."));
                continue;
            }
            number++;
            characters += header.getKey().length() + header.getValue().length();
            HeaderRules.whyNotAStoredHeader(header.getKey(), header.getValue())
                    .ifPresent(why -> faults.add(new FieldError(place, why)));
            refuseTaken(taken, header.getKey(), place);
        }
        for (String key : secrets.keys()) {
            String name = Connector.headerOf(key);
            if (name != null) {
                number++;
                characters += name.length() + secrets.length(key);
                String place = DraftSecrets.place(key);
                HeaderRules.whyNotAStoredHeader(name, "").ifPresent(why -> faults.add(new FieldError(place, why)));
                refuseTaken(taken, name, place);
            }
        }
        HeaderRules.whyNotStoredTogether(number, characters)
                .ifPresent(why -> faults.add(new FieldError("/headers", why)));
    }

    private void refuseTaken(Set<String> taken, String name, String place) {
        if (!taken.add(HeaderRules.normalise(name))) {
            faults.add(new FieldError(place, "D11: the header is named twice, or carries the credential."));
        }
    }
    /** What of it can be told without its key, which is a secret like others. */
    private Tls tls(Domain domain) {
        if (document.tls() == null) {
            return null;
        }
        Tls tls = new Tls(document.tls().certificate(), document.tls().ca());
        boolean keyAlone = tls.certificate() == null && secrets.keys().contains(Connector.TLS_KEY);
        List<FieldError> found = keyAlone
                ? List.of(new FieldError("/tls/certificate", "The private key needs its certificate."))
                : tls.faults();
        faults.addAll(found);
        if (domain != null && domain.scheme().equals("http")) {
            faults.add(new FieldError("/tls", "There is no TLS over plain http: leave it out, or use https."));
        }
        if (tls.certificate() != null && found.isEmpty()) {
            secrets.checkTlsKey(tls);
        }
        return tls;
    }
    /** The next credential stays, whatever else changes; null where there is none. */
    private NextAuth next() {
        return before == null ? null : before.nextAuth();
    }

    private void refuseLeavingTheNextBehind(Domain domain) {
        if (next() != null && domain != null && !before.domain().origin().equals(domain.origin())) {
            faults.add(new FieldError(
                    "/domain",
                    "S3: the domain's origin changes, and the connector's next credential is for the one before. Remove that"
                            + " first."));
        }
    }

    private Connector sealed(String name, Domain domain, Definition definition) {
        long version = before == null ? 1 : before.version() + 1;
        Connector open = new Connector(
                id,
                name,
                domain,
                definition,
                Map.of(),
                secrets.state(),
                version,
                before == null ? now : before.createdAt(),
                now,
                before == null ? null : before.lastUsedAt());
        return open.withSecrets(secrets.sealed(open));
    }
}
