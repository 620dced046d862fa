package dev.appconnector.connector;

import dev.appconnector.connector.auth.Auth;
import dev.appconnector.connector.auth.AuthTypes;
import dev.appconnector.connector.tls.Tls;
import dev.appconnector.egress.domain.Domain;
import dev.appconnector.problem.Problem;
import dev.appconnector.problem.Problem.FieldError;
import dev.appconnector.vault.SealBroken;
import dev.appconnector.vault.SealedSecret;
import dev.appconnector.vault.Secret;
import dev.appconnector.vault.Vault;
import dev.appconnector.vault.source.SecretSource;
import dev.appconnector.vault.source.SecretSources;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The secrets of one document on its way to a connector: given, kept, or read elsewhere; held against every rule, and sealed. Used
 * by one thread, once.
 */
final class DraftSecrets {

    /** A secret below this can be guessed, and is hard to find where a target sends it back. */
    private static final int SHORTEST_UNREMARKED_SECRET = 12;

    private final ConnectorDocument document;
    private final Connector before;
    private final boolean imported;
    private final Vault vault;
    private final List<FieldError> faults;
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, SecretInput> inputs = new LinkedHashMap<>();
    private Auth auth;
    private Domain domain;

    /** @param faults gets an entry for each secret that is wrong */
    DraftSecrets(ConnectorDocument document, Connector before, boolean imported, Vault vault, List<FieldError> faults) {
        this.document = document;
        this.before = before;
        this.imported = imported;
        this.vault = vault;
        this.faults = faults;
    }

    /** Takes every secret that the connector shall have, by its key; a kept one as {@code Kept}. Either may be null, where it is at fault. */
    void read(Auth newAuth, Domain newDomain) {
        auth = newAuth;
        domain = newDomain;
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
                    .forEach((name, input) ->
                            inputs.put(Connector.headerSecret(name), input == null ? new SecretInput.Kept() : input));
        } else if (before != null) {
            before.secrets().keySet().stream()
                    .filter(key -> Connector.headerOf(key) != null)
                    .forEach(key -> inputs.put(key, new SecretInput.Kept()));
        }
        if (imported) {
            inputs.replaceAll((key, input) -> toBeHad(key, input, keptFor(key)));
        }
    }

    /** The keys of all of them. */
    Set<String> keys() {
        return inputs.keySet();
    }

    /** Finds what is wrong with each, and with its being kept. */
    void check() {
        inputs.forEach(this::checkSecret);
        if (auth != null && domain != null && before != null) {
            refuseCarryingOver();
        }
    }

    /** What its writer should think about all the same, a sentence each. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** The keys of those that are not to be had where they are to be read. */
    List<String> needed(Connector connector) {
        return connector.secrets().entrySet().stream()
                .filter(secret -> Connector.nextAuthFieldOf(secret.getKey()) == null)
                .filter(secret -> secret.getValue().source() != null
                        && !sources().has(secret.getValue().source()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Those of the connector that was made, sealed for it. */
    Map<String, SealedSecret> sealed(Connector open) {
        Map<String, SealedSecret> sealed = new LinkedHashMap<>();
        inputs.forEach((key, input) -> {
            if (isRemoved(key, input)) {
                return;
            }
            if (input instanceof SecretInput.Given given) {
                sealed.put(key, vault.seal(given.secret(), open.sealingContext(key, open.version())));
                given.secret().close();
            } else if (input instanceof SecretInput.From from) {
                SealedSecret kept = keptFor(key);
                sealed.put(
                        key,
                        kept != null && from.source().equals(kept.source())
                                ? kept
                                : vault.seal(from.source(), open.sealingContext(key, open.version())));
            } else if (before != null && before.secrets().containsKey(key)) {
                sealed.put(key, before.secrets().get(key));
            }
        });
        if (before != null) {
            before.secrets().forEach((key, kept) -> {
                if (Connector.nextAuthFieldOf(key) != null) {
                    sealed.put(key, kept);
                }
            });
        }
        return sealed;
    }

    private SecretSources sources() {
        return vault.sources();
    }

    /** The kept secret, where it may serve the connector as it is to be (S3); else null. */
    private SealedSecret keptFor(String key) {
        boolean known = auth != null && domain != null;
        return before == null || known && whyNotCarriedOver() != null
                ? null
                : before.secrets().get(key);
    }

    /** What a file's word for a secret comes to here. */
    private SecretInput toBeHad(String key, SecretInput input, SealedSecret kept) {
        if (input instanceof SecretInput.From from && from.source().fault().isEmpty()) {
            boolean there = sources().has(from.source());
            return there || kept == null ? new SecretInput.From(from.source(), !there) : new SecretInput.Kept();
        }
        return input instanceof SecretInput.Kept && kept == null && !SecretRules.isOptional(auth, key)
                ? new SecretInput.From(SourceNames.of(document.name(), key), true)
                : input;
    }

    /** In bytes, which are characters in a header; 0 where there is none, or none to be had now. */
    int length(String key) {
        SecretInput input = inputs.get(key);
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

    /** Null where there is none, and where it does not open any more, which is told of as one of all secrets. */
    private Secret kept(String key) {
        SealedSecret kept = before == null ? null : before.secrets().get(key);
        try {
            return kept == null ? null : vault.open(kept, before.sealingContext(key, kept.version()));
        } catch (SealBroken e) {
            return null;
        }
    }

    /** Holds the private key that there is against the certificate. */
    void checkTlsKey(Tls tls) {
        SecretInput input = inputs.get(Connector.TLS_KEY);
        if (input instanceof SecretInput.Given given) {
            checkTlsKey(tls, given.secret());
        } else if (input instanceof SecretInput.Kept
                && before != null
                && before.secrets().containsKey(Connector.TLS_KEY)) {
            SealedSecret kept = before.secrets().get(Connector.TLS_KEY);
            if (kept.source() != null) {
                return;
            }
            try (Secret opened = kept(Connector.TLS_KEY)) {
                if (opened != null) {
                    checkTlsKey(tls, opened);
                }
            }
        }
    }

    private void checkTlsKey(Tls tls, Secret key) {
        // What is too long is told of as one of all secrets.
        if (!SecretRules.isTooLong(key)) {
            tls.flawOf(key).ifPresent(why -> faults.add(new FieldError(place(Connector.TLS_KEY), why)));
        }
    }

    private void checkSecret(String key, SecretInput input) {
        SealedSecret kept = before == null ? null : before.secrets().get(key);
        if (input instanceof SecretInput.From from) {
            checkSource(key, from);
        } else if (input instanceof SecretInput.Given given) {
            if (!isRemoved(key, input)) {
                checkText(key, given.secret(), true);
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
                checkText(key, opened, false);
            } catch (SealBroken e) {
                faults.add(
                        new FieldError(place(key), "The secret that is kept does not open any more: give it again."));
            }
        }
    }

    private void checkText(String key, Secret secret, boolean given) {
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
    private void checkSource(String key, SecretInput.From from) {
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

    /** Paused where the document says so, or an import lacks what the connector needs. */
    Connector.State state() {
        boolean paused = Boolean.TRUE.equals(document.paused());
        if (imported) {
            boolean letGoOn = wasPaused() && Boolean.FALSE.equals(document.paused());
            paused |= wasPaused() && !letGoOn
                    || inputs.entrySet().stream().anyMatch(one -> keepsPaused(one.getKey(), one.getValue(), letGoOn));
        }
        return paused ? Connector.State.PAUSED : Connector.State.LIVE;
    }

    /** One that may be left out goes when it is given empty. */
    private boolean isRemoved(String key, SecretInput input) {
        return input instanceof SecretInput.Given given
                && given.secret().isEmpty()
                && SecretRules.isOptional(auth, key);
    }

    private boolean keepsPaused(String key, SecretInput input, boolean letGoOn) {
        if (input instanceof SecretInput.From from) {
            return from.awaited();
        }
        SealedSecret kept = input instanceof SecretInput.Kept ? before.secrets().get(key) : null;
        return letGoOn && kept != null && kept.source() != null && !sources().has(kept.source());
    }

    /** S3: a secret is for the origin and the type of login that it was given for. */
    private void refuseCarryingOver() {
        String why = whyNotCarriedOver();
        if (why == null) {
            return;
        }
        inputs.forEach((key, input) -> {
            if (input instanceof SecretInput.Kept && before.secrets().containsKey(key)) {
                faults.add(new FieldError(place(key), why + ", so every secret must be given again."));
            }
        });
    }

    private String whyNotCarriedOver() {
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

    /** Where it stands in the document, as a JSON pointer. */
    static String place(String key) {
        String header = Connector.headerOf(key);
        return header == null ? "/" + key : "/secretHeaders/" + pointer(header);
    }

    /** A name as a part of a JSON pointer. */
    static String pointer(String name) {
        byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
        return new String(ascii, StandardCharsets.US_ASCII).replace("~", "~0").replace("/", "~1");
    }
}
