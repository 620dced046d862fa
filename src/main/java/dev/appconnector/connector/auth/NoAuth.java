package dev.appconnector.connector.auth;

import dev.appconnector.vault.Secret;
import java.util.Map;
import java.util.Optional;

/** The target asks for nothing. */
record NoAuth() implements Auth {

    @Override
    public Optional<String> header() {
        return Optional.empty();
    }

    @Override
    public boolean inHeader(String secretField) {
        return false;
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
