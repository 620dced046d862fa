package dev.appconnector.access.key;

import com.fasterxml.uuid.Generators;
import dev.appconnector.access.Authenticator;
import dev.appconnector.access.Caller;
import dev.appconnector.access.Presented;
import dev.appconnector.access.Role;
import dev.appconnector.access.Scope;
import dev.appconnector.storage.Row;
import dev.appconnector.storage.Statements;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The keys that callers hold: 256 random bits each, kept and looked up as their SHA-256 alone. All live ones are in memory,
 * so that a check asks nobody. Thread-safe.
 */
public final class ApiKeys implements Authenticator {

    /** What a key looks like. */
    public static final Pattern FORM = Pattern.compile("ac_[A-Za-z0-9_-]{43,}");

    /** The admin key that the setting {@code appconnector.admin-key} gives. */
    private static final String NAME_OF_SETTING = "appconnector.admin-key";

    private final Statements statements;
    private final Clock clock;
    private volatile Map<String, Caller> callers = Map.of();

    public ApiKeys(Statements statements, Clock clock) {
        this.statements = statements;
        this.clock = clock;
    }

    /** A new key's text; whoever makes it shows it once and keeps only its hash. */
    public static byte[] generate() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        byte[] text = Base64.getUrlEncoder().withoutPadding().encode(random);
        byte[] key = new byte[text.length + 3];
        System.arraycopy("ac_".getBytes(StandardCharsets.US_ASCII), 0, key, 0, 3);
        System.arraycopy(text, 0, key, 3, text.length);
        Arrays.fill(random, (byte) 0);
        Arrays.fill(text, (byte) 0);
        return key;
    }

    /** Reads the live keys anew. Blocks for the database. */
    public void refresh() {
        Map<String, Caller> live = new HashMap<>();
        statements.of("access/select-live-keys").query().listOfRows().forEach(columns -> {
            Row row = new Row(columns);
            live.put(
                    row.text("key_hash"),
                    Caller.ofKey(
                            row.uuid("id"),
                            row.text("name"),
                            Role.named(row.text("role")).orElseThrow(),
                            Scope.ALL));
        });
        callers = Map.copyOf(live);
    }

    /** Whether there is any key at all. */
    public boolean none() {
        return callers.isEmpty();
    }

    @Override
    public Future<Optional<Caller>> callerOf(Presented presented) {
        return Future.succeededFuture(presented.bearer().flatMap(this::callerOf));
    }

    /** Who holds this key; nobody where it is unknown or ended. Asks nobody, so it may run on an event loop. */
    public Optional<Caller> callerOf(String key) {
        return FORM.matcher(key).matches()
                ? Optional.ofNullable(callers.get(hash(key.getBytes(StandardCharsets.US_ASCII))))
                : Optional.empty();
    }

    /** Whoever holds the key of this id, while it lives: what goes back to a key dies with it. Asks nobody. */
    public Optional<Caller> holderOf(UUID id) {
        return callers.values().stream()
                .filter(caller -> caller.key().filter(id::equals).isPresent())
                .findAny();
    }

    /** Keeps a new admin key. Blocks for the database. */
    public void addAdmin(String name, byte[] key) {
        statements
                .of("access/insert-key")
                .param("id", Generators.timeBasedEpochGenerator().generate())
                .param("name", name)
                .param("role", Role.ADMIN.word())
                .param("hash", hash(key))
                .param("now", Row.timestamp(clock.instant()))
                .update();
        statements.of("storage/bump-change-counter").update();
        refresh();
    }

    /** Makes the setting's key the admin key, and ends the one that the setting had before. Blocks for the database. */
    public void useSetting(byte[] key) {
        int ended = statements
                .of("access/end-other-admin-setting-keys")
                .param("name", NAME_OF_SETTING)
                .param("hash", hash(key))
                .param("now", Row.timestamp(clock.instant()))
                .update();
        refresh();
        if (!callers.containsKey(hash(key))) {
            addAdmin(NAME_OF_SETTING, key);
        } else if (ended > 0) {
            statements.of("storage/bump-change-counter").update();
        }
    }

    private static String hash(byte[] key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
