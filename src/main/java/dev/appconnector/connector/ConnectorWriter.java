package dev.appconnector.connector;

import dev.appconnector.connector.auth.Auth;
import dev.appconnector.connector.auth.AuthFields;
import dev.appconnector.connector.auth.AuthTypes;
import dev.appconnector.egress.HeaderRules;
import dev.appconnector.egress.address.AddressPolicy;
import dev.appconnector.egress.address.PlainHttp;
import dev.appconnector.egress.domain.Domain;
import dev.appconnector.problem.Problem;
import dev.appconnector.problem.Problem.FieldError;
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
            secrets.forEach((key, input) -> checkSecret(auth, key, input));
            if (auth != null && domain != null) {
                refuseCarryingSecretsOver(auth, domain, secrets);
            }
            if (!faults.isEmpty()) {
                throw Problem.ofFields(Problem.Type.CONNECTOR_INVALID, faults);
            }
            return sealed(name, domain, auth, headers, secrets, limits, delivery);
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
                auth.header().ifPresent(header -> taken.add(HeaderRules.normalise(header)));
            }
            if (next() != null) {
                next().auth().header().ifPresent(header -> taken.add(HeaderRules.normalise(header)));
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

        private void checkSecret(Auth auth, String key, SecretInput input) {
            String place = place(key);
            if (input instanceof SecretInput.Kept) {
                if (before == null || !before.secrets().containsKey(key)) {
                    faults.add(new FieldError(place, "A secret is required here: there is none to keep."));
                }
                return;
            }
            byte[] text = ((SecretInput.Given) input).secret().reveal();
            try {
                if (text.length == 0 || text.length > 8_192) {
                    faults.add(new FieldError(place, "A secret has 1 to 8192 bytes."));
                } else if (!allowed(text, inHeader(auth, key))) {
                    faults.add(new FieldError(
                            place, "D12: a secret that goes into a header is visible ASCII, without space around it."));
                } else if (characters(text) < SHORTEST_UNREMARKED_SECRET) {
                    warnings.add(
                            "The secret at %s has fewer than %d characters: use a longer one where the target allows."
                                    .formatted(place, SHORTEST_UNREMARKED_SECRET));
                }
            } finally {
                Arrays.fill(text, (byte) 0);
            }
        }

        /** Counted in UTF-8 without making a text of it: every byte but those that continue a character. */
        private static int characters(byte[] utf8) {
            int characters = 0;
            for (byte b : utf8) {
                characters += (b & 0xC0) == 0x80 ? 0 : 1;
            }
            return characters;
        }

        /** Whether the secret goes into a header as it is. */
        private static boolean inHeader(Auth auth, String key) {
            if (Connector.headerOf(key) != null) {
                return true;
            }
            return auth.inHeader(Connector.authFieldOf(key));
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

        private Connector sealed(
                String name,
                Domain domain,
                Auth auth,
                Map<String, String> headers,
                Map<String, SecretInput> inputs,
                Limits limits,
                Delivery delivery) {
            long version = before == null ? 1 : before.version() + 1;
            Connector open = new Connector(
                    id,
                    name,
                    domain,
                    new Definition(auth, null, next(), null, headers, limits, delivery),
                    Map.of(),
                    Boolean.TRUE.equals(document.paused()) ? Connector.State.PAUSED : Connector.State.LIVE,
                    version,
                    before == null ? now : before.createdAt(),
                    now,
                    before == null ? null : before.lastUsedAt());
            Map<String, SealedSecret> secrets = new LinkedHashMap<>();
            inputs.forEach((key, input) -> {
                if (input instanceof SecretInput.Given given) {
                    secrets.put(key, vault.seal(given.secret(), open.sealingContext(key, version)));
                    given.secret().close();
                } else {
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
