package dev.appconnector.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.appconnector.settings.DatabaseSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfoService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Opens the database and brings its schema up to date: an embedded H2 file, or PostgreSQL. The data source it gives is to be
 * closed by whoever opened it.
 */
public final class Database {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    /** How long a statement's caller waits for a connection before the database counts as unavailable. */
    private static final long CONNECTION_TIMEOUT_MS = 1_000;

    /** How often a start asks, once a second, whether another node's migrations are done. */
    private static final int WITHOUT_END = -1;

    private Database() {}

    /** The database that the settings name; the folder of an embedded one is made where it is not there. */
    public static HikariDataSource open(DatabaseSettings settings) {
        if (!settings.embedded()) {
            return openPostgres(settings.url().orElseThrow(), settings.user().orElse(null), password(settings));
        }
        try {
            Files.createDirectories(
                    settings.data(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new UncheckedIOException("The directory " + settings.data() + " cannot be made.", e);
        }
        return openEmbedded(settings.data());
    }

    private static String password(DatabaseSettings settings) {
        return settings.password()
                .map(secret -> new String(secret.reveal(), StandardCharsets.UTF_8))
                .orElse(null);
    }

    /**
     * The file database in the given folder. Every commit is in its file before it answers (WRITE_DELAY=0), and on the disk within
     * a second; until what replaced it surely is, nothing is overwritten (RETENTION_TIME). A commit writes a few pages of each table
     * and index that it changes: small ones.
     */
    public static HikariDataSource openEmbedded(Path folder) {
        HikariDataSource database = open(
                "jdbc:h2:file:" + folder.toAbsolutePath().resolve("appconnector")
                        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0;"
                        + "RETENTION_TIME=5000;PAGE_SIZE=1024;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0",
                "appconnector",
                "",
                "binary large object",
                "The database in " + folder
                        + " cannot be opened: end the other process that has it open, if there is one.");
        EmbeddedFile.lookAfter(database);
        return database;
    }

    /**
     * A PostgreSQL database.
     *
     * @param url begins with {@code jdbc:postgresql:}
     */
    public static HikariDataSource openPostgres(String url, String user, String password) {
        return open(
                url,
                user,
                password,
                "bytea",
                "The PostgreSQL database cannot be opened: start it, or correct appconnector.db.url, .user or .password.");
    }

    /** @param failure what is told, with the innermost reason, where no connection can be had */
    private static HikariDataSource open(String url, String user, String password, String bytesType, String failure) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("appconnector");
        config.setMaximumPoolSize(16);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MS);
        config.setValidationTimeout(CONNECTION_TIMEOUT_MS / 2);
        if (url.startsWith("jdbc:postgresql:")) {
            config.setJdbcUrl(url);
            config.setUsername(user);
            config.setPassword(password);
            // The server takes a prepared statement's values for average ones after a while: a list of somebody's few
            // runs then reads a million of others.
            config.setConnectionInitSql("set plan_cache_mode = force_custom_plan");
            // A server's error detail quotes the row, and with it what must not be logged.
            config.addDataSourceProperty("logServerErrorDetail", "false");
            config.addDataSourceProperty("connectTimeout", "3");
            config.addDataSourceProperty("socketTimeout", "10");
            config.addDataSourceProperty("ApplicationName", "appconnector");
            // Rows that share a commit go in by one statement.
            config.addDataSourceProperty("reWriteBatchedInserts", "true");
        } else {
            EmbeddedSource embedded = new EmbeddedSource(url, user);
            config.setDataSource(embedded);
            config.setExceptionOverride(embedded);
        }
        HikariDataSource database;
        try {
            database = new HikariDataSource(config);
        } catch (RuntimeException e) {
            Throwable innermost = e;
            while (innermost.getCause() != null) {
                innermost = innermost.getCause();
            }
            throw new IllegalStateException(failure, innermost);
        }
        try {
            Flyway flyway = Flyway.configure()
                    .dataSource(url.startsWith("jdbc:postgresql:") ? forMigrations(url, user, password) : database)
                    .locations("classpath:db/migration")
                    .placeholders(Map.of("bytes", bytesType))
                    .lockRetryCount(WITHOUT_END)
                    .load();
            tellOfUpgrade(flyway.info());
            flyway.migrate();
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
        return database;
    }

    /** So that the log says what a start waits for. */
    private static void tellOfUpgrade(MigrationInfoService schema) {
        if (schema.current() != null && schema.pending().length > 0) {
            LOG.info(
                    "The schema is at version {} and is brought to {}: many rows take a while.",
                    schema.current().getVersion(),
                    schema.pending()[schema.pending().length - 1].getVersion());
        }
    }

    /** With the time that an index on many rows takes: the pool's connections give up after seconds, and so would each start. */
    private static DataSource forMigrations(String url, String user, String password) {
        DriverManagerDataSource patient = new DriverManagerDataSource(url);
        Properties properties = new Properties();
        properties.setProperty("logServerErrorDetail", "false");
        properties.setProperty("ApplicationName", "appconnector migrations");
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        patient.setConnectionProperties(properties);
        return patient;
    }
}
