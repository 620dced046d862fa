package dev.appconnector.connector.auth;

import dev.appconnector.connector.auth.wire.Outgoing;
import dev.appconnector.connector.auth.wire.SecretTexts;
import dev.appconnector.vault.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A token in {@code Authorization}.
 *
 * @param prefix the text before it; may be empty
 */
record TokenAuth(String prefix) implements Auth {

    static final String VALUE = "value";

    static TokenAuth read(AuthFields fields) {
        return new TokenAuth(fields.prefix("Bearer"));
    }

    @Override
    public SecretForm form(String secretField) {
        return SecretForm.HEADER;
    }

    @Override
    public Optional<String> masked() {
        return Optional.of("Authorization: " + before() + AuthTypes.MASK);
    }

    @Override
    public void authorize(Outgoing request, Map<String, Secret> secrets) {
        request.header("Authorization", before() + SecretTexts.ascii(secrets.get(VALUE)));
    }

    @Override
    public List<Secret> joined(Map<String, Secret> secrets) {
        return prefix.isEmpty() ? List.of() : List.of(SecretTexts.after(before(), secrets.get(VALUE)));
    }

    private String before() {
        return prefix.isEmpty() ? "" : prefix + " ";
    }
}
