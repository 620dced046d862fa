package dev.appconnector.connector;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.appconnector.egress.domain.Domain;
import dev.appconnector.json.StrictJson;
import dev.appconnector.storage.Row;
import dev.appconnector.vault.SealedSecret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Turns connectors into the rows that keep them, and back. */
public final class ConnectorRows {

    private ConnectorRows() {}

    /** The columns of a connector, by their parameter names in {@code sql/connector}. */
    public static Map<String, Object> toRow(Connector connector) {
        Map<String, Object> row = new HashMap<>();
        row.put("id", connector.id());
        row.put("name", connector.name());
        row.put("nameKey", ConnectorName.parse(connector.name()).key());
        row.put("domain", connector.domain().toString());
        row.put("definition", text(connector.definition()));
        row.put("sealedSecrets", text(connector.secrets()));
        row.put("state", connector.state().word());
        row.put("version", connector.version());
        row.put("readVersion", connector.version() - 1);
        row.put("createdAt", Row.timestamp(connector.createdAt()));
        row.put("updatedAt", Row.timestamp(connector.updatedAt()));
        Instant expiry = connector.definition().firstExpiry();
        row.put("expiresAt", expiry == null ? null : Row.timestamp(expiry));
        NextAuth next = connector.nextAuth();
        row.put("promoteAt", next == null ? null : Row.timestamp(next.activateAt()));
        return row;
    }

    public static Connector fromRow(Row row) {
        Definition definition = StrictJson.readStored(row.text("definition"), new TypeReference<Definition>() {});
        String secrets = row.text("sealed_secrets");
        return new Connector(
                row.uuid("id"),
                row.text("name"),
                Domain.stored(row.text("domain")),
                definition,
                secrets == null
                        ? Map.of()
                        : StrictJson.readStored(secrets, new TypeReference<LinkedHashMap<String, SealedSecret>>() {}),
                Connector.State.of(row.text("state")),
                row.number("version"),
                row.instant("created_at"),
                row.instant("updated_at"),
                row.instant("last_used_at"));
    }

    /** Secrets as {@code sealed_secrets} has them. */
    public static String text(Map<String, SealedSecret> secrets) {
        return text((Object) secrets);
    }

    private static String text(Object value) {
        return new String(StrictJson.write(value), StandardCharsets.UTF_8);
    }
}
