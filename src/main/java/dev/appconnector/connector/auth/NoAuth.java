package dev.appconnector.connector.auth;

import dev.appconnector.connector.auth.wire.Outgoing;
import dev.appconnector.vault.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The target asks for nothing. */
record NoAuth() implements Auth {

    @Override
    public Set<String> headers() {
        return Set.of();
    }

    @Override
    public SecretForm form(String secretField) {
        return SecretForm.LINE;
    }

    @Override
    public Optional<String> masked() {
        return Optional.empty();
    }

    @Override
    public void authorize(Outgoing request, Map<String, Secret> secrets) {
        // Nothing is asked for.
    }
}
