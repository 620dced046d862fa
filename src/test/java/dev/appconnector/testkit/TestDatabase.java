package dev.appconnector.testkit;

import dev.appconnector.vault.MasterKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The databases that the program runs on: what is proved of one is proved of the other. */
public enum TestDatabase {
    EMBEDDED {
        @Override
        public Map<String, String> settings(Path data) {
            return Map.of();
        }
    },
    POSTGRES {
        @Override
        public Map<String, String> settings(Path data) {
            return ofPostgres(TestPostgres.shared().newDatabase(), data);
        }
    };

    /** An admin key for where the program makes none. */
    public static final String ADMIN_KEY = "ac_" + "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";

    /** The settings that a new database of this kind needs. */
    public abstract Map<String, String> settings(Path data);

    /** Those for a PostgreSQL database, with a master key in the directory. */
    public static Map<String, String> ofPostgres(String url, Path data) {
        Path masterKey = data.resolve("postgres-master.key");
        if (Files.notExists(masterKey)) {
            MasterKey.create(masterKey);
        }
        return Map.of(
                "appconnector.db.url", url,
                "appconnector.master-key", masterKey.toString(),
                "appconnector.admin-key", ADMIN_KEY);
    }

    /** Starts the program on a new database of this kind. */
    public RunningAppConnector start(Path data) {
        return start(data, Map.of());
    }

    /** @param more settings that differ from the test's ordinary ones */
    public RunningAppConnector start(Path data, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(settings(data));
        all.putAll(more);
        return RunningAppConnector.start(data, all);
    }
}
