package dev.appconnector.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Migrations only add: a node of the version before goes on beside them, an upgrade loses nothing, and one that is taken back finds
 * what it knew.
 */
class MigrationsTest {

    private static final Path FOLDER = Path.of("src/main/resources/db/migration");

    /** What takes something away, makes it narrower, or refuses rows as the version before writes them. */
    private static final Pattern TAKING = Pattern.compile("drop (table|column|constraint|schema|view)\\b"
            + "|\\brename\\b"
            + "|alter column\\b"
            + "|add column (?!.*\\bdefault\\b).*\\bnot null\\b"
            + "|add column .*\\b(unique|references|check)\\b"
            + "|add (constraint|unique|check|foreign|primary)\\b"
            + "|create unique index"
            + "|^truncate\\b"
            + "|^delete from\\b");

    /** What is there, and why it may be. */
    private static final Map<String, String> JUSTIFIED = justified();

    private static Map<String, String> justified() {
        String moved =
                "what it held was copied to delivery and run_body by the statements before; nothing was released by then";
        Map<String, String> justified = new HashMap<>();
        justified.put("V5: delete from run where state in ('queued', 'running')", moved);
        Stream.of("next_attempt_at", "claimed_by", "claimed_until", "version", "sealed_request", "sealed_result")
                .forEach(column -> justified.put("V5: alter table run drop column " + column, moved));
        return justified;
    }

    /** CRC-32 of the files that databases were migrated by. Whoever adds a migration adds its line; none ever changes. */
    private static final Map<String, String> SUMS = Map.ofEntries(
            Map.entry("V1", "4ccccc55"),
            Map.entry("V2", "b079f344"),
            Map.entry("V3", "590eefd2"),
            Map.entry("V4", "b921b839"),
            Map.entry("V5", "ff8fa2b3"),
            Map.entry("V6", "6b6dc8be"),
            Map.entry("V7", "b5820bd2"),
            Map.entry("V8", "8875f4c5"),
            Map.entry("V9", "2d6db646"),
            Map.entry("V10", "84b42ec8"),
            Map.entry("V11", "9df51e7c"),
            Map.entry("V12", "3ecefae4"),
            Map.entry("V13", "37d43068"),
            Map.entry("V14", "1a4a17ec"),
            Map.entry("V15", "8fa76eef"),
            Map.entry("V17", "45d2faea"));

    private static Map<String, Path> migrations() throws IOException {
        Map<String, Path> migrations = new HashMap<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                assertTrue(name.matches("V\\d+__\\w+\\.sql"), name);
                Path other = migrations.put(name.substring(0, name.indexOf("__")), file);
                assertEquals(null, other, name + " has a number that is taken");
            }
        }
        assertFalse(migrations.isEmpty());
        return migrations;
    }

    /** Without comments, in lower case, with one blank where there are several. */
    private static List<String> statements(String sql) {
        return Stream.of(sql.replaceAll("(?m)--.*$", "").split(";"))
                .map(statement -> statement.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT))
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    private static boolean takes(String statement) {
        return TAKING.matcher(statement).find();
    }

    @Test
    void each_migration_only_adds_but_for_what_is_justified() throws IOException {
        List<String> taking = new ArrayList<>();
        for (Map.Entry<String, Path> migration : migrations().entrySet()) {
            statements(Files.readString(migration.getValue())).stream()
                    .filter(MigrationsTest::takes)
                    .forEach(statement -> taking.add(migration.getKey() + ": " + statement));
        }
        assertEquals(new TreeSet<>(JUSTIFIED.keySet()), new TreeSet<>(taking));
    }

    @ParameterizedTest
    @CsvSource({
        "alter table run drop column path, true",
        "drop table run, true",
        "alter table run rename column path to target, true",
        "alter table run alter column path type varchar(10), true",
        "alter table run alter column path set not null, true",
        "alter table run add column size bigint not null, true",
        "alter table run add column size bigint unique, true",
        "create unique index run_of_name on run (name), true",
        "alter table run add constraint short check (length(path) < 9), true",
        "delete from run, true",
        "alter table run add column size bigint, false",
        "alter table run add column size bigint default 0 not null, false",
        "drop index run_due, false",
        "create index run_due on run (state), false",
        "update run set state = 'dead', false"
    })
    void what_only_adds_is_told_from_what_takes(String statement, boolean takes) {
        assertEquals(takes, takes(statement));
    }

    /** Flyway would refuse to start on every database that had it as it was. */
    @Test
    void no_migration_is_edited() throws IOException {
        Map<String, String> sums = new HashMap<>();
        for (Map.Entry<String, Path> migration : migrations().entrySet()) {
            CRC32 sum = new CRC32();
            sum.update(Files.readString(migration.getValue()).getBytes(StandardCharsets.UTF_8));
            sums.put(migration.getKey(), HexFormat.of().toHexDigits((int) sum.getValue()));
        }
        assertEquals(SUMS, sums);
    }
}
