package dev.appconnector.settings;

import dev.appconnector.vault.Secret;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the rows are kept, and the key that seals the secrets among them. It does not print the URL, which may carry a
 * password.
 *
 * @param data the directory of the embedded database
 * @param url of PostgreSQL; empty for the embedded database, and then so are user and password
 * @param masterKey the key's file; inside {@code data} where the operator named none
 */
public record DatabaseSettings(
        Path data, Optional<String> url, Optional<String> user, Optional<Secret> password, Path masterKey) {

    public boolean embedded() {
        return url.isEmpty();
    }

    @Override
    public String toString() {
        return "DatabaseSettings[%s, masterKey=%s]"
                .formatted(embedded() ? "embedded in " + data : "PostgreSQL", masterKey);
    }
}
