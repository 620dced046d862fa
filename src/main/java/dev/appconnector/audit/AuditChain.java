package dev.appconnector.audit;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.appconnector.json.StrictJson;
import dev.appconnector.storage.Row;
import dev.appconnector.vault.DerivedKeys;
import dev.appconnector.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Links each entry to the one before: its mac is HMAC-SHA-256, in hex, over the mac before, a line feed, and the entry's
 * canonical text. The head has a seal of its own, under another key, so that it cannot be set back to an entry whose mac
 * anybody can read. Both keys come of the keyset: who has the database alone can make neither. Thread-safe.
 */
final class AuditChain {

    private final DerivedKeys entryKeys;
    private final DerivedKeys headKeys;

    AuditChain(Vault vault) {
        this.entryKeys = vault.derivedKeys("audit");
        this.headKeys = vault.derivedKeys("audit-head");
    }

    /** The row of an entry that follows on the one with this mac. */
    Map<String, Object> row(AuditEntry entry, String macBefore) {
        Map<String, Object> row = columns(entry);
        String text = entry.canonical();
        row.put("happened_at", Row.timestamp(entry.at()));
        row.put("entry", text);
        row.put("key_id", entryKeys.primaryId());
        row.put("mac", mac(entryKeys.primary(), macBefore + "\n" + text));
        return row;
    }

    /** What an entry is found by; null where it has no such thing. */
    private static Map<String, Object> columns(AuditEntry entry) {
        Map<String, Object> columns = new HashMap<>();
        columns.put("sequence", entry.sequence());
        columns.put("actor", entry.actor() == null ? null : entry.actor().id());
        columns.put("actor_name", entry.actor() == null ? null : entry.actor().name());
        columns.put("object_id", entry.object() == null ? null : entry.object().id());
        columns.put(
                "object_name", entry.object() == null ? null : entry.object().name());
        return columns;
    }

    /** Whether this row is what was appended after the entry with this mac, in every column. */
    boolean follows(Row row, String macBefore) {
        Optional<SecretKey> key = entryKeys.key(row.text("key_id"));
        String text = row.text("entry");
        if (key.isEmpty() || !same(row.text("mac"), mac(key.get(), macBefore + "\n" + text))) {
            return false;
        }
        AuditEntry entry = StrictJson.readStored(text, new TypeReference<AuditEntry>() {});
        return entry.at().equals(row.instant("happened_at"))
                && columns(entry).entrySet().stream()
                        .allMatch(column ->
                                Objects.equals(column.getValue(), row.columns().get(column.getKey())));
    }

    AuditHead sealed(AuditHead head) {
        return head.sealed(headKeys.primaryId(), mac(headKeys.primary(), head.text()));
    }

    /** Whether this head is as it was last sealed; one before the first entry has no seal. */
    boolean isSound(AuditHead head) {
        return head.isNew()
                || headKeys.key(head.keyId())
                        .filter(key -> same(head.seal(), mac(key, head.text())))
                        .isPresent();
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static String mac(SecretKey key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HMAC-SHA-256.", e);
        }
    }
}
