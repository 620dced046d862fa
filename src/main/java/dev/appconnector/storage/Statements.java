package dev.appconnector.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs the statements of {@code sql/} from Java, for what is no step of a route. Thread-safe. */
public final class Statements {

    private final JdbcClient client;
    private final NamedParameterJdbcTemplate batches;
    private final TransactionTemplate transaction;
    private final Map<String, String> texts = new ConcurrentHashMap<>();

    public Statements(DataSource database) {
        this.client = JdbcClient.create(database);
        this.batches = new NamedParameterJdbcTemplate(database);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    /**
     * A statement whose parameters are still to be given.
     *
     * @param name the file below {@code sql/} without its ending, such as {@code run/claim-run}; also one of a route, whose
     *     parameters have a sign more
     */
    public JdbcClient.StatementSpec of(String name) {
        return client.sql(text(name));
    }

    /** Runs one statement for each of the rows, all or none, with one commit; answers how many rows each has changed. */
    public int[] batch(String name, List<Map<String, ?>> rows) {
        if (rows.isEmpty()) {
            return new int[0];
        }
        SqlParameterSource[] parameters =
                rows.stream().map(MapSqlParameterSource::new).toArray(SqlParameterSource[]::new);
        return transaction.execute(open -> batches.batchUpdate(text(name), parameters));
    }

    /**
     * Sends rows by PostgreSQL's COPY, all or none, which costs both sides a fraction of what inserts do.
     *
     * @param rows asked for where the database is a PostgreSQL
     * @return whether it is; if not, nothing was done
     */
    public boolean copy(String name, Supplier<CopyText> rows) {
        return Boolean.TRUE.equals(
                transaction.execute(open -> batches.getJdbcOperations().execute((Connection connection) -> {
                    if (!connection.isWrapperFor(PGConnection.class)) {
                        return false;
                    }
                    try (Reader lines = new StringReader(rows.get().toString())) {
                        connection.unwrap(PGConnection.class).getCopyAPI().copyIn(text(name), lines);
                        return true;
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })));
    }

    /** Runs what commits together or not at all; where a transaction is open on this thread, as a part of it. */
    public <T> T together(Supplier<T> statementsOfOne) {
        return transaction.execute(open -> statementsOfOne.get());
    }

    /** Does this when the transaction that is open on this thread ends, unless it commits; nothing where none is open. */
    public void ifNotCommitted(Runnable undo) {
        if (isTogether()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    if (status != STATUS_COMMITTED) {
                        undo.run();
                    }
                }
            });
        }
    }

    /** Whether a transaction is open on this thread, of a route or of {@link #together}. */
    public boolean isTogether() {
        return TransactionSynchronizationManager.isActualTransactionActive();
    }

    private String text(String name) {
        return texts.computeIfAbsent(name, Statements::read);
    }

    private static String read(String name) {
        String file = "/sql/" + name + ".sql";
        try (InputStream text = Statements.class.getResourceAsStream(file)) {
            if (text == null) {
                throw new IllegalStateException("There is no statement " + file + ".");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).replace(":#", ":");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
