package dev.appconnector.connector.auth;

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
        String prefix = fields.text("prefix", "Bearer");
        if (prefix.length() > 128
                || !prefix.chars().allMatch(AuthFields::isVisibleOrSpace)
                || !prefix.equals(prefix.strip())) {
            fields.fault("prefix", "D12: a prefix is up to 128 visible ASCII characters, without space around it.");
        }
        return new TokenAuth(prefix);
    }

    @Override
    public boolean inHeader(String secretField) {
        return true;
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
