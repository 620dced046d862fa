package dev.appconnector.audit;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.appconnector.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What somebody did, or was refused: names of fields and things, never a value of a field, a header, a query or a body.
 * Immutable.
 *
 * @param action such as {@code connector.changed}
 * @param actor null where nobody proved who they are
 * @param address the IP address that the request came from; null where it was no request, or is no longer known
 * @param at kept in whole milliseconds
 * @param count how much it stands for: 1, or as many refusals or masks as came together in it
 * @param fields the JSON pointers of what changed
 * @param object null where it was about nothing that is kept
 * @param outcome {@code done}, {@code refused}, {@code masked} or {@code withheld}
 * @param run the run in which it came up, or null
 * @param sequence its place, from 1 on; 0 until it has one
 */
@JsonPropertyOrder(alphabetic = true)
public record AuditEntry(
        String action,
        Actor actor,
        String address,
        Instant at,
        long count,
        List<String> fields,
        AuditedObject object,
        String outcome,
        UUID run,
        long sequence) {

    private static final int LONGEST = 512;

    public AuditEntry {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(outcome, "outcome");
        at = at.truncatedTo(ChronoUnit.MILLIS);
        fields = List.copyOf(fields);
    }

    /**
     * Who did it.
     *
     * @param id as runs remember it, such as {@code key:<id>}; at most 512 characters
     * @param name null where it is not known
     */
    @JsonPropertyOrder(alphabetic = true)
    public record Actor(String id, String name) {

        /** The program itself. */
        public static final Actor PROGRAM = new Actor("appconnector", null);

        public Actor {
            requireFitting(id);
            requireFitting(name);
        }
    }

    /**
     * What it was done to.
     *
     * @param kind such as {@code connector}
     * @param name what it was called then; null where it has none
     */
    @JsonPropertyOrder(alphabetic = true)
    public record AuditedObject(String id, String kind, String name) {
        public AuditedObject {
            requireFitting(id);
            requireFitting(name);
        }
    }

    private static void requireFitting(String text) {
        if (text != null && text.length() > LONGEST) {
            throw new IllegalArgumentException("A name in the audit has at most %d characters.".formatted(LONGEST));
        }
    }

    /** Something that was refused, or came up in a run, and changed nothing that is kept. */
    public static AuditEntry met(
            String action, Actor actor, String address, Instant at, AuditedObject object, String outcome) {
        return new AuditEntry(action, actor, address, at, 1, List.of(), object, outcome, null, 0);
    }

    /** The same, of this run. */
    public AuditEntry in(UUID itsRun) {
        return new AuditEntry(action, actor, address, at, count, fields, object, outcome, itsRun, sequence);
    }

    /** The same, standing for so many. */
    public AuditEntry times(long many) {
        return new AuditEntry(action, actor, address, at, many, fields, object, outcome, run, sequence);
    }

    /** What is left of it where it stands for others too. */
    AuditEntry summingUp(long many, Instant then) {
        return new AuditEntry(action, actor, address, then, many, List.of(), object, outcome, null, 0);
    }

    AuditEntry withSequence(long place) {
        return new AuditEntry(action, actor, address, at, count, fields, object, outcome, run, place);
    }

    /**
     * The one text that the entry has: all members, null ones too, sorted by name, without white space, in UTF-8, with only
     * those characters escaped that JSON demands. It is kept as it was appended and never written anew.
     */
    String canonical() {
        return new String(StrictJson.write(this), StandardCharsets.UTF_8);
    }
}
