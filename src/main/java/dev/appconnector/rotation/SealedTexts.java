package dev.appconnector.rotation;

import dev.appconnector.storage.Row;
import dev.appconnector.storage.Statements;
import dev.appconnector.vault.SealBroken;
import dev.appconnector.vault.SealingContext;
import dev.appconnector.vault.Vault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What may be long and is kept in columns of its own: what was said in runs, and the answers kept for an {@code Idempotency-Key}.
 * Which rows are old their first octets tell, so that only those are read. What is being written is left to the next pass: nobody
 * waits for a lock while holding one that a run's end waits for.
 */
final class SealedTexts implements SealedRows {

    private static final Logger LOG = LoggerFactory.getLogger(SealedTexts.class);

    private static final int MOST = 500;
    private static final int MOST_OLD = 100;
    private static final long MOST_OCTETS = 4 << 20;

    private final Statements statements;
    private final Vault vault;
    private final Columns columns;

    /**
     * Where they are kept.
     *
     * @param what the end of the names of its statements, such as {@code bodies}
     * @param one that of the statement for one row
     * @param id what orders the rows
     * @param first comes before each id
     * @param run whose texts they are
     * @param sealed what each column is sealed for, by its name
     */
    private record Columns(
            String what,
            String one,
            String id,
            Supplier<Object> first,
            Function<String, Object> parsed,
            String run,
            Map<String, Function<UUID, SealingContext>> sealed) {}

    private SealedTexts(Statements statements, Vault vault, Columns columns) {
        this.statements = statements;
        this.vault = vault;
        this.columns = columns;
    }

    static SealedTexts ofRuns(Statements statements, Vault vault) {
        return new SealedTexts(
                statements,
                vault,
                new Columns(
                        "bodies",
                        "body",
                        "run_id",
                        () -> new UUID(0, 0),
                        UUID::fromString,
                        "run_id",
                        Map.of(
                                "sealed_request", SealingContext::ofRequest,
                                "sealed_result", SealingContext::ofResult)));
    }

    static SealedTexts ofKeptAnswers(Statements statements, Vault vault) {
        return new SealedTexts(
                statements,
                vault,
                new Columns(
                        "answers",
                        "answer",
                        "key_hash",
                        () -> "",
                        text -> text,
                        "run_id",
                        Map.of("sealed_answer", SealingContext::ofKeptAnswer)));
    }

    @Override
    public long count() {
        return statements.of("rotation/count-" + columns.what).query(Long.class).single();
    }

    @Override
    public Batch sealAnew(String after, boolean tells) {
        List<Row> rows = rows(
                "rotation/select-" + columns.what,
                Map.of(
                        "after",
                        after.isEmpty() ? columns.first.get() : columns.parsed.apply(after),
                        "prefix",
                        vault.prefix(),
                        "limit",
                        MOST));
        List<Object> old = new ArrayList<>();
        long octets = 0;
        int looked = 0;
        while (looked < rows.size() && old.size() < MOST_OLD && octets < MOST_OCTETS) {
            Row row = rows.get(looked++);
            if (row.flag("is_old")) {
                old.add(id(row));
                octets += row.number("octets");
            }
        }
        if (looked == 0) {
            return Batch.NONE;
        }
        int unopened = old.isEmpty() ? 0 : sealAnew(old, tells);
        return new Batch(id(rows.get(looked - 1)).toString(), looked, old.size() - unopened, unopened);
    }

    private Object id(Row row) {
        return row.columns().get(columns.id);
    }

    private List<Row> rows(String statement, Map<String, ?> parameters) {
        return statements.of(statement).params(parameters).query().listOfRows().stream()
                .map(Row::new)
                .toList();
    }

    /** @return how many no key opens */
    private int sealAnew(List<Object> ids, boolean tells) {
        List<Map<String, ?>> anew = new ArrayList<>();
        int unopened = 0;
        for (Row row : rows("rotation/lock-" + columns.what, Map.of("ids", ids))) {
            Map<String, Object> parameters = new HashMap<>();
            parameters.put("id", id(row));
            boolean opens = true;
            boolean changes = false;
            for (Map.Entry<String, Function<UUID, SealingContext>> column : columns.sealed.entrySet()) {
                byte[] before = row.bytes(column.getKey());
                byte[] after = before;
                try {
                    after = before == null
                            ? null
                            : vault.sealAnew(before, column.getValue().apply(row.uuid(columns.run)));
                } catch (SealBroken e) {
                    opens = false;
                    if (tells) {
                        LOG.warn("{}", e.getMessage());
                    }
                }
                changes |= after != before;
                parameters.put(parameter(column.getKey()), after);
            }
            if (changes) {
                anew.add(parameters);
            } else if (!opens) {
                unopened++;
            }
        }
        statements.batch("rotation/update-" + columns.one, anew);
        return unopened;
    }

    /** As statements name it: {@code sealedRequest} for {@code sealed_request}. */
    private static String parameter(String column) {
        int place = column.indexOf('_');
        return column.substring(0, place)
                + Character.toUpperCase(column.charAt(place + 1))
                + column.substring(place + 2);
    }
}
