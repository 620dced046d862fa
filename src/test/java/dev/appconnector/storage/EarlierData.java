package dev.appconnector.storage;

import dev.appconnector.testkit.TestDatabase;
import dev.appconnector.testkit.TestPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What earlier code left in its database, and what its callers kept: files of {@code earlier/}, each with its schema as that code
 * had made it.
 *
 * @param kept by name what the callers have: {@code key.runner}, {@code run.queued.post}, {@code connector.basic} and so on
 */
record EarlierData(Map<String, String> settings, Map<String, String> kept) {

    private static final Pattern KEPT = Pattern.compile("(?m)^-- ([^ =]+)=(.*)$");
    private static final Pattern TIME =
            Pattern.compile("'(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?\\+00)'");
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss[.SSS][.SS][.S]x");

    /** Puts it into a new database, as if that code had ended a minute ago. */
    static EarlierData restore(String schema, TestDatabase database, Path data) throws IOException, SQLException {
        String name = schema + "-" + database.name().toLowerCase(Locale.ROOT) + ".sql";
        String script = new String(read(name), StandardCharsets.UTF_8);
        Map<String, String> kept = KEPT.matcher(script)
                .results()
                .collect(Collectors.toMap(
                        line -> line.group(1), line -> line.group(2).strip()));
        Map<String, String> settings = new HashMap<>(
                database == TestDatabase.EMBEDDED
                        ? Map.of(
                                "appconnector.master-key",
                                data.resolve("earlier.key").toString())
                        : TestDatabase.ofPostgres(TestPostgres.shared().newDatabase(), data));
        settings.put("appconnector.admin-key", TestDatabase.ADMIN_KEY);
        // The audit's times are part of its links: they stay, however long ago that was.
        settings.put("appconnector.audit.keep", "36500d");
        Path masterKey = Path.of(settings.get("appconnector.master-key"));
        Files.write(masterKey, read("master.key"));
        Files.setPosixFilePermissions(masterKey, PosixFilePermissions.fromString("rw-------"));
        EarlierData earlier = new EarlierData(settings, kept);
        try (Connection connection = earlier.connect(database, data);
                Statement statement = connection.createStatement()) {
            statement.execute(moved(script, Instant.parse(earlier.kept("ended"))));
        }
        return earlier;
    }

    /** Around the program, which must not run. */
    Connection connect(TestDatabase database, Path data) throws SQLException {
        return database == TestDatabase.EMBEDDED
                ? DriverManager.getConnection(
                        "jdbc:h2:file:" + data.resolve("appconnector") + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE",
                        "appconnector",
                        "")
                : DriverManager.getConnection(settings.get("appconnector.db.url"));
    }

    String kept(String name) {
        String value = kept.get(name);
        if (value == null) {
            throw new AssertionError(name + " is not among what was kept.");
        }
        return value;
    }

    private static byte[] read(String name) {
        try (InputStream file = EarlierData.class.getResourceAsStream("/earlier/" + name)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String moved(String script, Instant ended) {
        Duration by = Duration.between(ended, Instant.now()).minusMinutes(1);
        return script.lines()
                .map(line -> line.contains("audit_entry") ? line : moved(line, by))
                .collect(Collectors.joining("\n"));
    }

    private static String moved(String line, Duration by) {
        return TIME.matcher(line)
                .replaceAll(time -> Matcher.quoteReplacement(
                        "'" + OffsetDateTime.parse(time.group(1), FORM).plus(by) + "'"));
    }
}
