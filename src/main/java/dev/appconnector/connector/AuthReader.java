package dev.appconnector.connector;

import dev.appconnector.connector.ConnectorDocument.AuthDocument;
import dev.appconnector.egress.HeaderRules;
import dev.appconnector.problem.Problem.FieldError;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Makes the open part of an auth of what a caller wrote, and holds it against rule D12. */
final class AuthReader {

    private final List<FieldError> faults;

    private AuthReader(List<FieldError> faults) {
        this.faults = faults;
    }

    /**
     * The auth that the document describes; null where its type is unknown.
     *
     * @param faults gets an entry for each field that is wrong
     */
    static Auth read(AuthDocument document, List<FieldError> faults) {
        return new AuthReader(faults).auth(document);
    }

    private Auth auth(AuthDocument from) {
        Map<String, Object> given = new LinkedHashMap<>();
        given.put("prefix", from.prefix());
        given.put("username", from.username());
        given.put("in", from.in());
        given.put("name", from.name());
        given.put("value", from.value());
        given.put("password", from.password());
        given.values().removeIf(Objects::isNull);
        Auth auth =
                switch (from.type()) {
                    case "none" -> new Auth.None();
                    case "basic" -> basic(from);
                    case "token" -> token(from);
                    case "api-key" -> apiKey(from);
                    default -> {
                        faults.add(new FieldError(
                                "/auth/type", "D12: use \"none\", \"basic\", \"token\" or \"api-key\"."));
                        yield null;
                    }
                };
        if (auth != null) {
            Set<String> known = new HashSet<>(auth.secretFields());
            known.addAll(openFields(auth));
            given.keySet().stream()
                    .filter(field -> !known.contains(field))
                    .forEach(field -> faults.add(new FieldError(
                            "/auth/" + field, "An auth of type \"" + auth.type() + "\" has no such field.")));
        }
        return auth;
    }

    private static List<String> openFields(Auth auth) {
        return Arrays.stream(auth.getClass().getRecordComponents())
                .map(java.lang.reflect.RecordComponent::getName)
                .toList();
    }

    private Auth basic(AuthDocument from) {
        String username = from.username();
        if (username == null || username.isEmpty()) {
            faults.add(new FieldError("/auth/username", "D12: a user name is required."));
            return new Auth.Basic("");
        }
        if (username.length() > 255 || !StandardCharsets.UTF_8.newEncoder().canEncode(username)) {
            faults.add(new FieldError("/auth/username", "D12: a user name has up to 255 characters of Unicode."));
        }
        if (username.indexOf(':') >= 0 || username.codePoints().anyMatch(Character::isISOControl)) {
            faults.add(new FieldError("/auth/username", "D12: a user name has no colon and no control character."));
        }
        return new Auth.Basic(username);
    }

    private Auth token(AuthDocument from) {
        String prefix = from.prefix() == null ? "Bearer" : from.prefix();
        if (prefix.length() > 128
                || !prefix.chars().allMatch(AuthReader::isVisibleOrSpace)
                || !prefix.equals(prefix.strip())) {
            faults.add(new FieldError(
                    "/auth/prefix", "D12: a prefix is up to 128 visible ASCII characters, without space around it."));
        }
        return new Auth.Token(prefix);
    }

    private Auth apiKey(AuthDocument from) {
        String in = from.in() == null ? "" : from.in();
        String name = from.name() == null ? "" : from.name();
        if (!in.equals("header") && !in.equals("query")) {
            faults.add(new FieldError("/auth/in", "D12: use \"header\" or \"query\"."));
        } else if (in.equals("header")) {
            HeaderRules.whyNotAnApiKeyHeader(name).ifPresent(why -> faults.add(new FieldError("/auth/name", why)));
        } else if (name.isEmpty() || name.length() > 128 || !name.chars().allMatch(AuthReader::isParameterCharacter)) {
            faults.add(new FieldError(
                    "/auth/name", "D12: a query parameter's name is 1 to 128 letters, digits, or any of - . _ ~ [ ]."));
        }
        return new Auth.ApiKey(in, name);
    }

    static boolean isVisibleOrSpace(int c) {
        return c >= 0x20 && c < 0x7F;
    }

    private static boolean isParameterCharacter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-._~[]".indexOf(c) >= 0;
    }
}
