package dev.appconnector.access.oidc;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.appconnector.access.Role;
import dev.appconnector.settings.OidcSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads what the claims of a token say of its subject; of a person it keeps nothing but a name to show. Immutable. */
final class ClaimsReader {

    private static final int LONGEST_SUBJECT = 255;
    private static final int LONGEST_NAME = 128;
    private static final int CHARACTERS_OF_ISSUER = 16;

    /** Of several the first counts. */
    private static final List<Role> HIGHEST_FIRST = List.of(Role.ADMIN, Role.DESIGNER, Role.RUNNER, Role.AUDITOR);

    private final OidcSettings settings;
    private final String issuer;

    ClaimsReader(OidcSettings settings) {
        this.settings = settings;
        // Two issuers may have the same subject: who had one of them before must not meet the other's runs.
        this.issuer = hash(settings.issuer().toString()).substring(0, CHARACTERS_OF_ISSUER);
    }

    /** Empty where the subject is none that OpenID Connect allows: 1 to 255 characters, here without controls. */
    Optional<Identity> read(JWTClaimsSet claims) {
        String subject = claims.getSubject();
        if (subject == null
                || subject.isBlank()
                || subject.length() > LONGEST_SUBJECT
                || subject.chars().anyMatch(Character::isISOControl)) {
            return Optional.empty();
        }
        Map<String, Object> all = claims.getClaims();
        Set<String> roles = words(all, Optional.of(settings.rolesClaim()));
        return Optional.of(new Identity(
                "oidc:" + issuer + ":" + subject,
                name(all, subject),
                HIGHEST_FIRST.stream()
                        .filter(role -> roles.contains(role.word()))
                        .findFirst(),
                words(all, settings.connectorsClaim()),
                words(all, settings.activitiesClaim())));
    }

    private static String name(Map<String, Object> claims, String subject) {
        String name = Stream.of(claims.get("name"), claims.get("preferred_username"), subject)
                .filter(String.class::isInstance)
                .map(text -> ((String) text)
                        .replaceAll("[\\p{Cc}\\p{Cf}\u2028\u2029]", " ")
                        .strip())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(subject);
        return name.codePointCount(0, name.length()) <= LONGEST_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME));
    }

    /** A text is one word, of an array each text; of anything else none. */
    private static Set<String> words(Map<String, Object> claims, Optional<String> way) {
        Object value = way.map(path -> at(claims, path)).orElse(null);
        Set<String> words = new LinkedHashSet<>();
        Collection<?> values = value instanceof Collection<?> several
                ? several
                : Stream.ofNullable(value).toList();
        values.stream().filter(String.class::isInstance).forEach(text -> words.add((String) text));
        return words;
    }

    /** The claim of that name, or else the one that its dots lead to; a name on the way may hold dots itself. */
    private static Object at(Map<?, ?> object, String way) {
        if (object.containsKey(way)) {
            return object.get(way);
        }
        return Stream.iterate(way.indexOf('.'), dot -> dot >= 0, dot -> way.indexOf('.', dot + 1))
                .map(dot -> object.get(way.substring(0, dot)) instanceof Map<?, ?> inner
                        ? at(inner, way.substring(dot + 1))
                        : null)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
