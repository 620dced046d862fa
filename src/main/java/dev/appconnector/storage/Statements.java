package dev.appconnector.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs the statements of {@code sql/} from Java, for what is no step of a route. Thread-safe. */
public final class Statements {

    private final JdbcClient client;
    private final Map<String, String> texts = new ConcurrentHashMap<>();

    public Statements(DataSource database) {
        this.client = JdbcClient.create(database);
    }

    /**
     * A statement whose parameters are still to be given.
     *
     * @param name the file below {@code sql/} without its ending, such as {@code run/claim-run}
     */
    public JdbcClient.StatementSpec of(String name) {
        return client.sql(texts.computeIfAbsent(name, Statements::read));
    }

    private static String read(String name) {
        String file = "/sql/" + name + ".sql";
        try (InputStream text = Statements.class.getResourceAsStream(file)) {
            if (text == null) {
                throw new IllegalStateException("There is no statement " + file + ".");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
