package dev.appconnector.connector.auth;

import dev.appconnector.connector.auth.wire.Outgoing;
import dev.appconnector.connector.auth.wire.SecretTexts;
import dev.appconnector.egress.HeaderRules;
import dev.appconnector.vault.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A key in a header or query parameter of the target's choice.
 *
 * @param in {@code header} or {@code query}
 */
record ApiKeyAuth(String in, String name) implements Auth {

    static final String VALUE = "value";

    static ApiKeyAuth read(AuthFields fields) {
        String in = fields.text("in", "");
        String name = fields.text("name", "");
        if (!in.equals("header") && !in.equals("query")) {
            fields.fault("in", "D12: use \"header\" or \"query\".");
        } else if (in.equals("header")) {
            HeaderRules.whyNotAnApiKeyHeader(name).ifPresent(why -> fields.fault("name", why));
        } else if (name.isEmpty() || name.length() > 128 || !name.chars().allMatch(ApiKeyAuth::isParameterCharacter)) {
            fields.fault("name", "D12: a query parameter's name is 1 to 128 letters, digits, or any of - . _ ~ [ ].");
        }
        return new ApiKeyAuth(in, name);
    }

    private static boolean isParameterCharacter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-._~[]".indexOf(c) >= 0;
    }

    @Override
    public Set<String> headers() {
        return in.equals("header") ? Set.of(name) : Set.of();
    }

    @Override
    public Optional<String> queryParameter() {
        return in.equals("query") ? Optional.of(name) : Optional.empty();
    }

    @Override
    public SecretForm form(String secretField) {
        return in.equals("header") ? SecretForm.HEADER : SecretForm.LINE;
    }

    @Override
    public Optional<String> masked() {
        return Optional.of(name + (in.equals("header") ? ": " : "=") + AuthTypes.MASK);
    }

    @Override
    public void authorize(Outgoing request, Map<String, Secret> secrets) {
        Secret value = secrets.get(VALUE);
        if (in.equals("header")) {
            request.header(name, SecretTexts.ascii(value));
        } else {
            request.parameter(SecretTexts.percentEncoded(name), SecretTexts.percentEncoded(value));
        }
    }
}
