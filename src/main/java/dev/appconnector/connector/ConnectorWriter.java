package dev.appconnector.connector;

import dev.appconnector.connector.auth.Auth;
import dev.appconnector.connector.auth.AuthFields;
import dev.appconnector.connector.auth.AuthTypes;
import dev.appconnector.connector.auth.SecretForm;
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
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntPredicate;

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
        Draft draft = new Draft(document, id, before);
        return new Written(draft.write(), List.copyOf(draft.warnings));
    }

    /**
     * A connector that holds to every rule.
     *
     * @param warnings what its writer should think about all the same, a sentence each
     */
    public record Written(Connector connector, List<String> warnings) {}

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
        private final Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        private final List<FieldError> faults = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();

        private Draft(ConnectorDocument document, UUID id, Connector before) {
            this.document = document;
            this.id = id;
            this.before = before;
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

        /** In bytes, which are characters in a header; 0 where there is none to keep. */
        private int length(String key, SecretInput input) {
            if (input instanceof SecretInput.Given given) {
                return given.secret().length();
            }
            SealedSecret kept = before == null ? null : before.secrets().get(key);
            if (kept == null) {
                return 0;
            }
            try (Secret opened = vault.open(kept, before.sealingContext(key, kept.version()))) {
                return opened.length();
            }
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
            } else if (before != null && before.secrets().containsKey(Connector.TLS_KEY)) {
                SealedSecret kept = before.secrets().get(Connector.TLS_KEY);
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
            if (input instanceof SecretInput.Given given) {
                if (!isRemoved(auth, key, input)) {
                    checkText(auth, key, given.secret(), true);
                }
                return;
            }
            SealedSecret kept = before == null ? null : before.secrets().get(key);
            if (kept == null) {
                if (!isOptional(auth, key)) {
                    faults.add(new FieldError(place(key), "A secret is required here: there is none to keep."));
                }
                return;
            }
            // What is around it may have changed: where it goes, or what it is used for.
            try (Secret opened = vault.open(kept, before.sealingContext(key, kept.version()))) {
                checkText(auth, key, opened, false);
            } catch (SealBroken e) {
                faults.add(
                        new FieldError(place(key), "The secret that is kept does not open any more: give it again."));
            }
        }

        private void checkText(Auth auth, String key, Secret secret, boolean given) {
            String place = place(key);
            SecretForm form = form(auth, key);
            byte[] text = secret.reveal();
            try {
                if (text.length == 0 || text.length > 8_192) {
                    faults.add(new FieldError(place, "A secret has 1 to 8192 bytes."));
                } else if (form == SecretForm.PRIVATE_KEY) {
                    flaw(auth, key, secret)
                            .ifPresent(flaw -> faults.add(new FieldError(place, "It cannot be used: " + flaw)));
                } else if (!allowed(text, form == SecretForm.HEADER)) {
                    faults.add(new FieldError(
                            place,
                            form == SecretForm.HEADER
                                    ? "D12: a secret that goes into a header is visible ASCII, without space around it."
                                    : "D12: a secret has no control characters, so no line break either."));
                } else if (given && characters(text) < SHORTEST_UNREMARKED_SECRET) {
                    warnings.add(
                            "The secret at %s has fewer than %d characters: use a longer one where the target allows."
                                    .formatted(place, SHORTEST_UNREMARKED_SECRET));
                }
            } finally {
                Arrays.fill(text, (byte) 0);
            }
        }

        /** A key of TLS is held against its certificate besides. */
        private Optional<String> flaw(Auth auth, String key, Secret secret) {
            return key.equals(Connector.TLS_KEY) ? Optional.empty() : auth.fault(Connector.authFieldOf(key), secret);
        }

        /** Counted in UTF-8 without making a text of it: every byte but those that continue a character. */
        private static int characters(byte[] utf8) {
            int characters = 0;
            for (byte b : utf8) {
                characters += (b & 0xC0) == 0x80 ? 0 : 1;
            }
            return characters;
        }

        private static SecretForm form(Auth auth, String key) {
            if (Connector.headerOf(key) != null) {
                return SecretForm.HEADER;
            }
            return key.equals(Connector.TLS_KEY) ? SecretForm.PRIVATE_KEY : auth.form(Connector.authFieldOf(key));
        }

        private static boolean isOptional(Auth auth, String key) {
            String field = Connector.authFieldOf(key);
            return field != null && auth.isOptional(field);
        }

        /** One that may be left out goes when it is given empty. */
        private static boolean isRemoved(Auth auth, String key, SecretInput input) {
            return input instanceof SecretInput.Given given && given.secret().isEmpty() && isOptional(auth, key);
        }

        private static boolean allowed(byte[] text, boolean inHeader) {
            IntPredicate rule = inHeader ? AuthFields::isVisibleOrSpace : c -> c >= 0x20 && c != 0x7F;
            for (byte b : text) {
                if (!rule.test(b & 0xFF)) {
                    return false;
                }
            }
            return !inHeader || text[0] != ' ' && text[text.length - 1] != ' ';
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
                    Boolean.TRUE.equals(document.paused()) ? Connector.State.PAUSED : Connector.State.LIVE,
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
