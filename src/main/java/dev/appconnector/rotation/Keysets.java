package dev.appconnector.rotation;

import dev.appconnector.audit.AuditEntry;
import dev.appconnector.audit.Change;
import dev.appconnector.json.StrictJson;
import dev.appconnector.problem.Problem;
import dev.appconnector.rotation.SharedKeyset.Version;
import dev.appconnector.storage.Row;
import dev.appconnector.storage.Statements;
import dev.appconnector.vault.Keyset;
import dev.appconnector.vault.MasterKeyFault;
import dev.appconnector.web.ApiAnswer;
import dev.appconnector.web.ApiRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.Exchange;

/** The steps of the calls that show the keyset and have it rotated. Thread-safe. */
public final class Keysets {

    private static final AuditEntry.AuditedObject KEYSET = new AuditEntry.AuditedObject("keyset", "keyset", null);

    private final Statements statements;
    private final SharedKeyset shared;
    private final KeysetRotation rotation;

    public Keysets(Statements statements, SharedKeyset shared, KeysetRotation rotation) {
        this.statements = statements;
        this.shared = shared;
        this.rotation = rotation;
    }

    /**
     * Begins a rotation, unless one is under way, as a part of the open transaction.
     *
     * @throws Problem {@code storage-unavailable} where the master key was exchanged while this node ran
     */
    public void begin(Exchange exchange) {
        ApiRequest.of(exchange).requireNoBody();
        boolean begun = known(rotation::begin);
        exchange.setVariable("isBegun", begun);
        if (begun) {
            new Change("keyset.rotation-started", KEYSET, List.of("/keys")).carriedBy(exchange);
        }
    }

    public void answer(Exchange exchange) {
        ApiAnswer.json(exchange, 200, StrictJson.write(shown()));
    }

    public void answerAccepted(Exchange exchange) {
        ApiAnswer.json(exchange, 202, StrictJson.write(shown()));
    }

    private Map<String, Object> shown() {
        return statements.together(() -> {
            Version version;
            Optional<Rotation> underWay;
            do {
                version = shared.read();
                underWay = rotation.underWay();
                // They are two statements: one that began or ended in between would be told of with the keys of before.
            } while (version.rotating() != underWay.isPresent());
            Keyset keyset = keysOf(version);
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("primary", keyset.primaryId());
            document.put("keys", keys(version, keyset, underWay));
            document.put("rotation", underWay.map(Keysets::shown).orElse(null));
            return document;
        });
    }

    /**
     * How much each key is used is not counted text by text, which would read all that is kept: what is not the old key's, as far
     * as the rotation is, is the other one's.
     */
    private List<Map<String, Object>> keys(Version version, Keyset keyset, Optional<Rotation> underWay) {
        Map<String, Instant> made = new HashMap<>();
        statements.of("rotation/select-keys").query().listOfRows().stream()
                .map(Row::new)
                .forEach(row -> made.put(row.text("id"), row.instant("created_at")));
        long all = rotation.countAll();
        long old = Math.min(all, underWay.map(Rotation::left).orElse(0L));
        List<Map<String, Object>> keys = new ArrayList<>();
        for (int i = 0; i < keyset.ids().size(); i++) {
            String id = keyset.ids().get(i);
            boolean isLast = i == keyset.ids().size() - 1;
            Map<String, Object> key = new LinkedHashMap<>();
            key.put("id", id);
            key.put("createdAt", made.getOrDefault(id, version.row().instant("created_at")));
            key.put("uses", isLast ? all - old : old);
            keys.add(key);
        }
        return keys;
    }

    private static Map<String, Object> shown(Rotation rotation) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("state", "running");
        document.put("done", rotation.done());
        document.put("total", rotation.total());
        return document;
    }

    private Keyset keysOf(Version version) {
        return known(() -> shared.keysOf(version));
    }

    private static <T> T known(Supplier<T> ofTheKeyset) {
        try {
            return ofTheKeyset.get();
        } catch (MasterKeyFault e) {
            throw new Problem(
                    Problem.Type.STORAGE_UNAVAILABLE,
                    "The master key was exchanged while this node ran. Start it anew with the new file, then try again.");
        }
    }
}
