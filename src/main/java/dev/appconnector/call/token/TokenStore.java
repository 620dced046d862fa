package dev.appconnector.call.token;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.appconnector.connector.Connector;
import dev.appconnector.json.StrictJson;
import dev.appconnector.storage.Statements;
import dev.appconnector.vault.SealBroken;
import dev.appconnector.vault.SealedSecret;
import dev.appconnector.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Access tokens as they rest in the database, for all nodes. Where the database fails, tokens are fetched all the same.
 * Thread-safe.
 */
public final class TokenStore {

    private static final Logger LOG = LoggerFactory.getLogger(TokenStore.class);

    private final Statements statements;

    public TokenStore(Statements statements) {
        this.statements = statements;
    }

    /**
     * A token.
     *
     * @param token its {@code changedAt} is when it was fetched
     * @param lifetime of it when it was fetched, in milliseconds
     */
    record Kept(SealedSecret token, long lifetime) {

        Instant expiresAt() {
            return token.changedAt().plus(Duration.ofMillis(lifetime));
        }
    }

    /**
     * A kept token, sealed by the primary key; the very text where it was already.
     *
     * @throws SealBroken where no key opens it
     */
    public static String sealedAnew(String kept, Connector connector, Vault vault) {
        Kept before = StrictJson.readStored(kept, new TypeReference<Kept>() {});
        SealedSecret anew = vault.sealAnew(
                before.token(),
                connector.sealingContext(AccessTokens.KEY, before.token().version()));
        return anew.equals(before.token())
                ? kept
                : new String(StrictJson.write(new Kept(anew, before.lifetime())), StandardCharsets.UTF_8);
    }

    /** Empty where none was kept since the connector was last changed. */
    Optional<Kept> find(Connector connector) {
        try {
            return statements
                    .of("connector/select-access-token")
                    .param("id", connector.id())
                    .param("version", connector.version())
                    .query((row, number) -> Optional.ofNullable(row.getString("access_token")))
                    .optional()
                    .flatMap(text -> text)
                    .map(text -> StrictJson.readStored(text, new TypeReference<Kept>() {}));
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("A kept access token could not be read: {}", e.getClass().getName());
            return Optional.empty();
        }
    }

    /** Nothing is kept where the connector was changed or revoked meanwhile. */
    void keep(Connector connector, Kept token) {
        try {
            statements
                    .of("connector/keep-access-token")
                    .param("id", connector.id())
                    .param("version", connector.version())
                    .param("token", new String(StrictJson.write(token), StandardCharsets.UTF_8))
                    .update();
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("An access token could not be kept: {}", e.getClass().getName());
        }
    }
}
