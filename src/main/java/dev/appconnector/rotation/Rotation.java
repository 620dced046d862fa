package dev.appconnector.rotation;

import dev.appconnector.storage.Row;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * How far a rotation is, as it rests in the database. Immutable.
 *
 * @param pass which look at all that is sealed is under way, from 1
 * @param part which of the parts it is at
 * @param after the row of that part that it has come to; empty before the first
 * @param done how many rows the first pass has looked at
 * @param total how many there were at the beginning
 * @param found how many this pass has found that another key than the primary one had sealed
 * @param unopened how many this pass has found that no key opens
 */
record Rotation(Phase phase, int pass, int part, String after, long done, long total, long found, long unopened) {

    /** What comes next is done when all nodes that live know of what was before. */
    enum Phase {
        /** The new key opens. */
        ADDED,
        /** It seals. */
        PRIMARY,
        /** What the old one had sealed is sealed anew. */
        SEALING,
        /** What was being written while that was looked for comes to rest. */
        WAITING,
        /** The old key opens no more. */
        DISABLED;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Rotation of(Row row) {
        return new Rotation(
                Phase.valueOf(row.text("phase").toUpperCase(Locale.ROOT)),
                (int) row.number("pass"),
                (int) row.number("part"),
                row.text("after_row"),
                row.number("done"),
                row.number("total"),
                row.number("found"),
                row.number("unopened"));
    }

    /** The parameters that write this state where that one still stands. */
    Map<String, Object> insteadOf(Rotation before, UUID node) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("phase", phase.word());
        parameters.put("pass", pass);
        parameters.put("part", part);
        parameters.put("afterRow", after);
        parameters.put("done", done);
        parameters.put("found", found);
        parameters.put("unopened", unopened);
        parameters.put("node", node);
        parameters.put("phaseBefore", before.phase.word());
        parameters.put("passBefore", before.pass);
        parameters.put("partBefore", before.part);
        parameters.put("afterRowBefore", before.after);
        return parameters;
    }

    Rotation in(Phase next) {
        return new Rotation(next, pass, part, after, done, total, found, unopened);
    }

    /** At the beginning of the next pass. */
    Rotation inNextPass() {
        return new Rotation(Phase.SEALING, pass + 1, 0, "", done, total, 0, 0);
    }

    /** With this batch looked at; at the next part where there was nothing. */
    Rotation with(SealedRows.Batch batch) {
        if (batch.last() == null) {
            return new Rotation(phase, pass, part + 1, "", done, total, found, unopened);
        }
        return new Rotation(
                phase,
                pass,
                part,
                batch.last(),
                pass == 1 ? Math.min(total, done + batch.rows()) : done,
                total,
                found + batch.found(),
                unopened + batch.unopened());
    }

    /** How many rows the old key may still have sealed. */
    long left() {
        return phase == Phase.DISABLED || pass > 1 ? 0 : total - done;
    }
}
