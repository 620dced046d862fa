package dev.appconnector.storage;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import dev.appconnector.testkit.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The embedded database's file does not grow with the number of commits, only with what is kept. */
class EmbeddedFileTest {

    private static final int COMMITS = 4_000;
    private static final long MIB = 1 << 20;

    @Test
    void what_is_no_longer_needed_leaves_the_file_while_it_is_in_use(@TempDir Path data) {
        try (HikariDataSource database = Database.openEmbedded(data)) {
            JdbcClient jdbc = JdbcClient.create(database);
            jdbc.sql("create table note (id uuid primary key, subject uuid, text varchar)")
                    .update();
            jdbc.sql("create index note_of_subject on note (subject)").update();
            for (int i = 0; i < COMMITS; i++) {
                jdbc.sql("insert into note values (?, ?, ?)")
                        .params(UUID.randomUUID(), UUID.randomUUID(), "x".repeat(200))
                        .update();
            }
            long written = size(data);
            assertTrue(written > 16 * MIB, "otherwise this shows nothing: " + written);

            Await.until("the file is small", Duration.ofSeconds(30), () -> size(data), size -> size < 8 * MIB);
        }
    }

    private static long size(Path data) {
        try {
            return Files.size(data.resolve("appconnector.mv.db"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
