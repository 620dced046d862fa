package dev.appconnector.connector.auth;

import dev.appconnector.connector.auth.wire.Outgoing;
import dev.appconnector.connector.auth.wire.SecretTexts;
import dev.appconnector.vault.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** RFC 7617, in UTF-8. */
record BasicAuth(String username) implements Auth {

    static final String PASSWORD = "password";

    static BasicAuth read(AuthFields fields) {
        String username = fields.text("username", "");
        if (username.isEmpty()) {
            fields.fault("username", "D12: a user name is required.");
            return new BasicAuth("");
        }
        if (username.length() > 255 || !StandardCharsets.UTF_8.newEncoder().canEncode(username)) {
            fields.fault("username", "D12: a user name has up to 255 characters of Unicode.");
        }
        if (username.indexOf(':') >= 0 || username.codePoints().anyMatch(Character::isISOControl)) {
            fields.fault("username", "D12: a user name has no colon and no control character.");
        }
        return new BasicAuth(username);
    }

    /** It goes as base64. */
    @Override
    public SecretForm form(String secretField) {
        return SecretForm.LINE;
    }

    @Override
    public Optional<String> masked() {
        return Optional.of("Authorization: Basic " + AuthTypes.MASK);
    }

    @Override
    public void authorize(Outgoing request, Map<String, Secret> secrets) {
        try (Secret pair = pair(secrets)) {
            request.header("Authorization", "Basic " + SecretTexts.base64(pair));
        }
    }

    @Override
    public List<Secret> joined(Map<String, Secret> secrets) {
        Secret pair = pair(secrets);
        try (Secret encoded = SecretTexts.asBase64(pair)) {
            return List.of(pair, SecretTexts.after("Basic ", encoded));
        }
    }

    private Secret pair(Map<String, Secret> secrets) {
        return SecretTexts.after(username + ":", secrets.get(PASSWORD));
    }
}
