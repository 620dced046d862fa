package dev.appconnector.rotation;

import dev.appconnector.call.token.TokenStore;
import dev.appconnector.connector.Connector;
import dev.appconnector.connector.ConnectorRows;
import dev.appconnector.storage.Row;
import dev.appconnector.storage.Statements;
import dev.appconnector.vault.SealBroken;
import dev.appconnector.vault.SealedSecret;
import dev.appconnector.vault.Vault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The secrets and access tokens of connectors. To seal them anew is no change of a connector: its version and its ETag stay, and
 * whoever changes or revokes it meanwhile is first.
 */
final class SealedConnectors implements SealedRows {

    private static final Logger LOG = LoggerFactory.getLogger(SealedConnectors.class);
    private static final int MOST = 20;

    private final Statements statements;
    private final Vault vault;

    SealedConnectors(Statements statements, Vault vault) {
        this.statements = statements;
        this.vault = vault;
    }

    /** What became of one text. */
    private enum Done {
        NOTHING,
        FOUND,
        UNOPENED
    }

    @Override
    public long count() {
        return statements.of("rotation/count-connectors").query(Long.class).single();
    }

    @Override
    public Batch sealAnew(String after, boolean tells) {
        List<Row> rows = statements
                .of("rotation/select-connectors")
                .param("after", after.isEmpty() ? new UUID(0, 0) : UUID.fromString(after))
                .param("limit", MOST)
                .query()
                .listOfRows()
                .stream()
                .map(Row::new)
                .toList();
        int found = 0;
        int unopened = 0;
        for (Row row : rows) {
            Connector connector = ConnectorRows.fromRow(row);
            for (Done done : List.of(secrets(connector, row, tells), token(connector, row))) {
                found += done == Done.FOUND ? 1 : 0;
                unopened += done == Done.UNOPENED ? 1 : 0;
            }
        }
        String last =
                rows.isEmpty() ? null : rows.get(rows.size() - 1).uuid("id").toString();
        return new Batch(last, rows.size(), found, unopened);
    }

    private Done secrets(Connector connector, Row row, boolean tells) {
        Map<String, SealedSecret> anew = new LinkedHashMap<>();
        boolean unopened = false;
        for (Map.Entry<String, SealedSecret> secret : connector.secrets().entrySet()) {
            SealedSecret kept = secret.getValue();
            try {
                kept = vault.sealAnew(kept, connector.sealingContext(secret.getKey(), kept.version()));
            } catch (SealBroken e) {
                unopened = true;
                if (tells) {
                    LOG.warn("{}", e.getMessage());
                }
            }
            anew.put(secret.getKey(), kept);
        }
        if (!anew.equals(connector.secrets())) {
            replace("rotation/update-secrets", connector, row.text("sealed_secrets"), ConnectorRows.text(anew));
            return Done.FOUND;
        }
        return unopened ? Done.UNOPENED : Done.NOTHING;
    }

    /** One that does not open is forgotten: another is fetched. */
    private Done token(Connector connector, Row row) {
        String before = row.text("access_token");
        if (before == null) {
            return Done.NOTHING;
        }
        String after;
        try {
            after = TokenStore.sealedAnew(before, connector, vault);
        } catch (SealBroken e) {
            after = null;
        }
        if (before.equals(after)) {
            return Done.NOTHING;
        }
        replace("rotation/update-access-token", connector, before, after);
        return Done.FOUND;
    }

    /** Whether it was replaced does not matter: what was not is looked at again. */
    private void replace(String statement, Connector connector, String before, String sealed) {
        statements
                .of(statement)
                .param("id", connector.id())
                .param("version", connector.version())
                .param("before", before)
                .param("sealed", sealed)
                .update();
    }
}
