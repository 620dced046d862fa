package dev.appconnector.connector;

import dev.appconnector.connector.auth.Auth;
import dev.appconnector.connector.auth.AuthTypes;
import dev.appconnector.connector.auth.wire.SecretTexts;
import dev.appconnector.connector.tls.Tls;
import dev.appconnector.egress.HeaderRules;
import dev.appconnector.egress.address.AddressPolicy;
import dev.appconnector.egress.address.PlainHttp;
import dev.appconnector.egress.domain.Domain;
import dev.appconnector.pem.PemFault;
import dev.appconnector.problem.Problem;
import dev.appconnector.problem.Problem.FieldError;
import dev.appconnector.vault.SealBroken;
import dev.appconnector.vault.SealedSecret;
import dev.appconnector.vault.Secret;
import dev.appconnector.vault.Vault;
import dev.appconnector.vault.source.SecretSource;
import dev.appconnector.vault.source.SecretSources;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Makes a connector of what a caller wrote: holds it against every rule, and says all that is wrong at once; seals what is
 * secret. Thread-safe.
 */
public final class ConnectorWriter {

    /** A secret below this can be guessed, and is hard to find where a target sends it back. */
    private static final int SHORTEST_UNREMARKED_SECRET = 12;

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
        return new Draft(document, id, before, false).written();
    }

    /**
     * The same of a document out of a file that was made elsewhere: a secret that is not to be had stays as it was, or is awaited in a
     * paused connector; and what says nothing of {@code paused} leaves that as it is.
     */
    Written imported(ConnectorDocument document, UUID id, Connector before) {
        return new Draft(document, id, before, true).written();
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

    /** One document on its way to a connector: gathers what is wrong. */
    private final class Draft {

        private final ConnectorDocument document;
        private final UUID id;
        private final Connector before;
        private final boolean imported;
        private final Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        private final List<FieldError> faults = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();

        private Draft(ConnectorDocument document, UUID id, Connector before, boolean imported) {
            this.document = document;
            this.id = id;
            this.before = before;
            this.imported = imported;
        }

        private Written written() {
            Connector connector = write();
            List<String> needed = connector.secrets().entrySet().stream()
                    .filter(secret -> Connector.nextAuthFieldOf(secret.getKey()) == null)
                    .filter(secret -> secret.getValue().source() != null
                            && !sources().has(secret.getValue().source()))
                    .map(Map.Entry::getKey)
                    .toList();
            return new Written(connector, List.copyOf(warnings), needed);
        }

        private Connector write() {
            requireFields();
            String name = checked(() -> ConnectorName.parse(document.name()).text());
            Domain domain = checked(() -> Domain.parse(document.domain(), addresses, plainHttp));
            Auth auth = AuthTypes.read(
                    document.auth().type(),
                    document.auth().texts(),
                    document.auth().lists(),
                    document.auth().secrets().keySet(),
                    (url, field) -> Domain.parse(url, addresses, plainHttp, field),
                    faults);
            Map<String, String> headers = document.headers() == null ? Map.of() : document.headers();
            Limits limits = document.limits() == null ? Limits.DEFAULT : document.limits();
            Delivery delivery = document.delivery() == null ? Delivery.DEFAULT : document.delivery();
            faults.addAll(limits.faults());
            faults.addAll(delivery.faults());
            Map<String, SecretInput> secrets = secretInputs(auth);
            if (imported) {
                secrets.replaceAll((key, input) -> toBeHad(auth, key, input, keptFor(key, auth, domain)));
            }
            checkHeaders(auth, headers, secrets);
            Tls tls = tls(domain, secrets);
            secrets.forEach((key, input) -> checkSecret(auth, key, input));
            if (auth != null && domain != null) {
                refuseCarryingSecretsOver(auth, domain, secrets);
            }
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
            return sealed(name, domain, definition, secrets);
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

        private <T> T checked(java.util.function.Supplier<T> part) {
            try {
                return part.get();
            } catch (Problem e) {
                faults.addAll(e.errors());
                return null;
            }
        }

        /** Every secret that the connector shall have, by its key; a kept one as {@code Kept}. */
        private Map<String, SecretInput> secretInputs(Auth auth) {
            Map<String, SecretInput> inputs = new LinkedHashMap<>();
            if (auth != null) {
                for (String field : AuthTypes.secretFields(auth)) {
                    inputs.put(
                            Connector.authSecret(field),
                            document.auth().secrets().getOrDefault(field, new SecretInput.Kept()));
                }
            }
            if (document.tls() != null
                    && (document.tls().certificate() != null || document.tls().privateKey() != null)) {
                inputs.put(
                        Connector.TLS_KEY,
                        document.tls().privateKey() == null
                                ? new SecretInput.Kept()
                                : document.tls().privateKey());
            }
            if (document.secretHeaders() != null) {
                document.secretHeaders()
                        .forEach((name, input) -> inputs.put(
                                Connector.headerSecret(name), input == null ? new SecretInput.Kept() : input));
            } else if (before != null) {
                before.secrets().keySet().stream()
                        .filter(key -> Connector.headerOf(key) != null)
                        .forEach(key -> inputs.put(key, new SecretInput.Kept()));
            }
            return inputs;
        }

        private void checkHeaders(Auth auth, Map<String, String> headers, Map<String, SecretInput> secrets) {
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
                String place = "/headers/" + pointer(header.getKey());
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
            for (Map.Entry<String, SecretInput> secret : secrets.entrySet()) {
                String name = Connector.headerOf(secret.getKey());
                if (name != null) {
                    number++;
                    characters += name.length() + length(secret.getKey(), secret.getValue());
                    String place = "/secretHeaders/" + pointer(name);
                    HeaderRules.whyNotAStoredHeader(name, "").ifPresent(why -> faults.add(new FieldError(place, why)));
                    refuseTaken(taken, name, place);
                }
            }
            HeaderRules.whyNotStoredTogether(number, characters)
                    .ifPresent(why -> faults.add(new FieldError("/headers", why)));
        }

        /** The kept secret, where it may serve the connector as it is to be (S3); else null. */
        private SealedSecret keptFor(String key, Auth auth, Domain domain) {
            boolean known = auth != null && domain != null;
            return before == null || known && whyNotCarriedOver(auth, domain) != null
                    ? null
                    : before.secrets().get(key);
        }

        /** What a file's word for a secret comes to here. */
        private SecretInput toBeHad(Auth auth, String key, SecretInput input, SealedSecret kept) {
            if (input instanceof SecretInput.From from && from.source().fault().isEmpty()) {
                boolean there = sources().has(from.source());
                return there || kept == null ? new SecretInput.From(from.source(), !there) : new SecretInput.Kept();
            }
            return input instanceof SecretInput.Kept && kept == null && !SecretRules.isOptional(auth, key)
                    ? new SecretInput.From(SourceNames.of(document.name(), key), true)
                    : input;
        }

        /** In bytes, which are characters in a header; 0 where there is none, or none to be had now. */
        private int length(String key, SecretInput input) {
            if (input instanceof SecretInput.Given given) {
                return given.secret().length();
            }
            try (Secret opened = input instanceof SecretInput.From from ? read(from) : kept(key)) {
                return opened == null ? 0 : opened.length();
            } catch (Problem notToBeHad) {
                return 0;
            }
        }

        private Secret read(SecretInput.From from) {
            return from.source().fault().isPresent()
                    ? null
                    : Secret.owning(sources().read(from.source()));
        }

        private Secret kept(String key) {
            SealedSecret kept = before == null ? null : before.secrets().get(key);
            return kept == null ? null : vault.open(kept, before.sealingContext(key, kept.version()));
        }

        private void refuseTaken(Set<String> taken, String name, String place) {
            if (!taken.add(HeaderRules.normalise(name))) {
                faults.add(new FieldError(place, "D11: the header is named twice, or carries the credential."));
            }
        }

        /** What of it can be told without its key, which is a secret like others. */
        private Tls tls(Domain domain, Map<String, SecretInput> secrets) {
            if (document.tls() == null) {
                return null;
            }
            Tls tls = new Tls(document.tls().certificate(), document.tls().ca());
            boolean keyAlone = tls.certificate() == null && secrets.containsKey(Connector.TLS_KEY);
            List<FieldError> found = keyAlone
                    ? List.of(new FieldError("/tls/certificate", "The private key needs its certificate."))
                    : tls.faults();
            faults.addAll(found);
            if (domain != null && domain.scheme().equals("http")) {
                faults.add(new FieldError("/tls", "There is no TLS over plain http: leave it out, or use https."));
            }
            if (tls.certificate() != null && found.isEmpty()) {
                checkTlsKey(tls, secrets.get(Connector.TLS_KEY));
            }
            return tls;
        }

        private void checkTlsKey(Tls tls, SecretInput input) {
            if (input instanceof SecretInput.Given given) {
                checkTlsKey(tls, given.secret());
            } else if (input instanceof SecretInput.Kept
                    && before != null
                    && before.secrets().containsKey(Connector.TLS_KEY)) {
                SealedSecret kept = before.secrets().get(Connector.TLS_KEY);
                if (kept.source() != null) {
                    return;
                }
                try (Secret opened = vault.open(kept, before.sealingContext(Connector.TLS_KEY, kept.version()))) {
                    checkTlsKey(tls, opened);
                }
            }
        }

        private void checkTlsKey(Tls tls, Secret key) {
            try {
                if (!tls.isOf(SecretTexts.privateKey(key))) {
                    faults.add(new FieldError(
                            place(Connector.TLS_KEY),
                            "It is not the key of the first certificate in /tls/certificate: give the two that were made"
                                    + " together, the client's own certificate first."));
                }
            } catch (PemFault e) {
                faults.add(new FieldError(place(Connector.TLS_KEY), "It cannot be used: " + e.getMessage()));
            }
        }

        private void checkSecret(Auth auth, String key, SecretInput input) {
            SealedSecret kept = before == null ? null : before.secrets().get(key);
            if (input instanceof SecretInput.From from) {
                checkSource(auth, key, from);
            } else if (input instanceof SecretInput.Given given) {
                if (!isRemoved(auth, key, input)) {
                    checkText(auth, key, given.secret(), true);
                }
            } else if (kept == null) {
                if (!SecretRules.isOptional(auth, key)) {
                    faults.add(new FieldError(place(key), "A secret is required here: there is none to keep."));
                }
            } else if (kept.source() != null) {
                checkKeptSource(key, kept.source());
            } else {
                // What is around it may have changed: where it goes, or what it is used for.
                try (Secret opened = vault.open(kept, before.sealingContext(key, kept.version()))) {
                    checkText(auth, key, opened, false);
                } catch (SealBroken e) {
                    faults.add(new FieldError(
                            place(key), "The secret that is kept does not open any more: give it again."));
                }
            }
        }

        private void checkText(Auth auth, String key, Secret secret, boolean given) {
            Optional<String> fault = SecretRules.whyNot(auth, key, secret);
            fault.ifPresent(why -> faults.add(new FieldError(place(key), why)));
            if (given && fault.isEmpty()) {
                warnOfShort(place(key), secret);
            }
        }

        private void warnOfShort(String place, Secret secret) {
            if (SecretRules.characters(secret) < SHORTEST_UNREMARKED_SECRET) {
                warnings.add("The secret at %s has fewer than %d characters: use a longer one where the target allows."
                        .formatted(place, SHORTEST_UNREMARKED_SECRET));
            }
        }

        /** What is not there yet, or not right yet, may be by the time that it is used. */
        private void checkSource(Auth auth, String key, SecretInput.From from) {
            String place = place(key);
            SecretSource source = from.source();
            Optional<String> fault = source.fault();
            if (fault.isEmpty() && !from.awaited()) {
                fault = sources().whyNotPermitted(source);
            }
            if (fault.isPresent()) {
                faults.add(new FieldError(place, fault.get()));
            } else if (!from.awaited()) {
                try (Secret now = Secret.owning(sources().read(source))) {
                    SecretRules.whyNot(auth, key, now)
                            .ifPresentOrElse(
                                    why -> warnings.add("What is at %s: %s".formatted(source, why)),
                                    () -> warnOfShort(place, now));
                } catch (Problem notThere) {
                    warnings.add(notThere.detail());
                }
                SecretSources.exposureOf(source)
                        .ifPresent(permissions -> warnings.add(
                                "Every user of the machine may read %s (%s): let the program's user alone read it."
                                        .formatted(source, permissions)));
            }
        }

        /** Nothing is let go on without its secrets. */
        private void checkKeptSource(String key, SecretSource source) {
            if (imported || sources().has(source)) {
                return;
            }
            String why = sources()
                    .whyNotPermitted(source)
                    .orElse("The secret is to come from %s, and is not there: put it there, or give it here."
                            .formatted(source));
            if (wasPaused() && !Boolean.TRUE.equals(document.paused())) {
                faults.add(new FieldError(place(key), why));
            } else {
                warnings.add(why);
            }
        }

        private boolean wasPaused() {
            return before != null && before.state() == Connector.State.PAUSED;
        }

        private Connector.State state(Map<String, SecretInput> inputs) {
            boolean paused = Boolean.TRUE.equals(document.paused());
            if (imported) {
                boolean letGoOn = wasPaused() && Boolean.FALSE.equals(document.paused());
                paused |= wasPaused() && !letGoOn
                        || inputs.entrySet().stream()
                                .anyMatch(one -> keepsPaused(one.getKey(), one.getValue(), letGoOn));
            }
            return paused ? Connector.State.PAUSED : Connector.State.LIVE;
        }

        /** One that may be left out goes when it is given empty. */
        private static boolean isRemoved(Auth auth, String key, SecretInput input) {
            return input instanceof SecretInput.Given given
                    && given.secret().isEmpty()
                    && SecretRules.isOptional(auth, key);
        }

        private boolean keepsPaused(String key, SecretInput input, boolean letGoOn) {
            if (input instanceof SecretInput.From from) {
                return from.awaited();
            }
            SealedSecret kept =
                    input instanceof SecretInput.Kept ? before.secrets().get(key) : null;
            return letGoOn
                    && kept != null
                    && kept.source() != null
                    && !sources().has(kept.source());
        }

        /** The next credential stays, whatever else changes; null where there is none. */
        private NextAuth next() {
            return before == null ? null : before.nextAuth();
        }

        /** S3: a secret is for the origin and the type of login that it was given for. */
        private void refuseCarryingSecretsOver(Auth auth, Domain domain, Map<String, SecretInput> secrets) {
            if (before == null) {
                return;
            }
            if (next() != null && !before.domain().origin().equals(domain.origin())) {
                faults.add(
                        new FieldError(
                                "/domain",
                                "S3: the domain's origin changes, and the connector's next credential is for the one before. Remove that first."));
            }
            String why = whyNotCarriedOver(auth, domain);
            if (why == null) {
                return;
            }
            secrets.forEach((key, input) -> {
                if (input instanceof SecretInput.Kept && before.secrets().containsKey(key)) {
                    faults.add(new FieldError(place(key), why + ", so every secret must be given again."));
                }
            });
        }

        private String whyNotCarriedOver(Auth auth, Domain domain) {
            if (!before.domain().origin().equals(domain.origin())) {
                return "S3: the domain's origin changes";
            }
            if (!AuthTypes.name(before.auth()).equals(AuthTypes.name(auth))) {
                return "S3: the auth type changes";
            }
            boolean sameTokenOrigin = AuthTypes.secretFields(auth).stream()
                    .allMatch(field -> auth.goesTo(field).equals(before.auth().goesTo(field)));
            return sameTokenOrigin ? null : "S3: the token URL's origin changes";
        }

        private Connector sealed(String name, Domain domain, Definition definition, Map<String, SecretInput> inputs) {
            long version = before == null ? 1 : before.version() + 1;
            Connector open = new Connector(
                    id,
                    name,
                    domain,
                    definition,
                    Map.of(),
                    state(inputs),
                    version,
                    before == null ? now : before.createdAt(),
                    now,
                    before == null ? null : before.lastUsedAt());
            Map<String, SealedSecret> secrets = new LinkedHashMap<>();
            inputs.forEach((key, input) -> {
                if (isRemoved(definition.auth(), key, input)) {
                    return;
                }
                if (input instanceof SecretInput.Given given) {
                    secrets.put(key, vault.seal(given.secret(), open.sealingContext(key, version)));
                    given.secret().close();
                } else if (input instanceof SecretInput.From from) {
                    SealedSecret kept = keptFor(key, definition.auth(), domain);
                    secrets.put(
                            key,
                            kept != null && from.source().equals(kept.source())
                                    ? kept
                                    : vault.seal(from.source(), open.sealingContext(key, version)));
                } else if (before != null && before.secrets().containsKey(key)) {
                    secrets.put(key, before.secrets().get(key));
                }
            });
            if (before != null) {
                before.secrets().forEach((key, kept) -> {
                    if (Connector.nextAuthFieldOf(key) != null) {
                        secrets.put(key, kept);
                    }
                });
            }
            return open.withSecrets(secrets);
        }

        private String place(String key) {
            String header = Connector.headerOf(key);
            return header == null ? "/" + key : "/secretHeaders/" + pointer(header);
        }

        private static String pointer(String name) {
            byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
            return new String(ascii, StandardCharsets.US_ASCII)
                    .replace("~", "~0")
                    .replace("/", "~1");
        }
    }
}
