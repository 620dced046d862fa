package dev.appconnector.audit;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.appconnector.json.StrictJson;
import dev.appconnector.storage.Row;
import dev.appconnector.web.ApiAnswer;
import dev.appconnector.web.ApiRequest;
import dev.appconnector.web.Page;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.camel.Exchange;

/** The steps of the audit's routes, and the one that every change ends with. Thread-safe. */
public final class Audit {

    private static final String PAGE = "page";
    private static final Instant LONG_AGO = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant FAR_OFF = Instant.parse("9999-12-31T00:00:00Z");

    private final AuditTrail trail;
    private final AuditJournal journal;
    private final AuditCheck check;
    private final AuditExpiry expiry;
    private final Function<Exchange, AuditEntry.Actor> actor;
    private final Function<Exchange, String> address;
    private final Clock clock;

    /**
     * @param journal takes what changes nothing that is kept
     * @param keep how long entries are kept
     * @param actor who sent the request behind an exchange
     * @param address where that request came from
     */
    public Audit(
            AuditTrail trail,
            AuditJournal journal,
            Duration keep,
            Function<Exchange, AuditEntry.Actor> actor,
            Function<Exchange, String> address,
            Clock clock) {
        this.trail = trail;
        this.journal = journal;
        this.check = new AuditCheck(trail);
        this.expiry = new AuditExpiry(trail, keep, clock);
        this.actor = actor;
        this.address = address;
        this.clock = clock;
    }

    /** Appends the exchange's {@link Change}: the last step in the transaction of the change. */
    public void append(Exchange exchange) {
        trail.append(entry(exchange, Change.of(exchange)));
    }

    /** Takes note of what was done and is kept nowhere else, with what is alike sampled; it waits for nothing. */
    public void note(Exchange exchange, Change done) {
        journal.note(entry(exchange, done));
    }

    private AuditEntry entry(Exchange exchange, Change change) {
        return new AuditEntry(
                change.action(),
                actor.apply(exchange),
                address.apply(exchange),
                clock.instant(),
                1,
                change.fields(),
                change.object(),
                "done",
                null,
                0);
    }

    /** Reads which entries the caller wants listed. */
    public void listing(Exchange exchange) {
        Map<String, String> query =
                ApiRequest.of(exchange).query(Set.of("actor", "object", "from", "to", "limit", "after"));
        Page page = Page.of(query);
        Map<String, Object> wanted = new LinkedHashMap<>();
        wanted.put("actor", query.get("actor"));
        wanted.put("object", query.get("object"));
        wanted.put("from", Row.timestamp(time("from", query.get("from"), LONG_AGO)));
        wanted.put("to", Row.timestamp(time("to", query.get("to"), FAR_OFF)));
        wanted.put("before", cursor(page.after()));
        wanted.put("limit", page.rows());
        exchange.setVariable(PAGE, page);
        exchange.getMessage().setBody(wanted);
    }

    private static Instant time(String name, String text, Instant otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            Instant time = Instant.parse(text);
            if (!time.isBefore(LONG_AGO) && !time.isAfter(FAR_OFF)) {
                return time;
            }
        } catch (DateTimeException e) {
            // Falls through: what is no time is refused as one that no entry can have.
        }
        throw Page.malformed(name + " is a time as RFC 3339 has it, such as 2026-11-24T10:15:30Z.");
    }

    private static long cursor(String text) {
        if (text == null) {
            return Long.MAX_VALUE;
        }
        if (!text.matches("[1-9][0-9]{0,17}")) {
            throw Page.noCursor();
        }
        return Long.parseLong(text);
    }

    public void answerList(Exchange exchange) {
        List<Map<String, Object>> items = new ArrayList<>();
        for (Object selected : exchange.getMessage().getBody(List.class)) {
            Row row = Row.of(selected);
            Map<String, Object> item =
                    StrictJson.readStored(row.text("entry"), new TypeReference<LinkedHashMap<String, Object>>() {});
            item.put("mac", row.text("mac"));
            items.add(item);
        }
        Page page = exchange.getVariable(PAGE, Page.class);
        ApiAnswer.json(exchange, 200, StrictJson.write(page.of(items, "sequence")));
    }

    /** Says whether all entries are as they were appended, or which one is the first that is not. */
    public void answerCheck(Exchange exchange) {
        AuditCheck.Result result = check.check();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("intact", result.firstBroken() == null);
        answer.put("entries", result.entries());
        if (result.firstBroken() != null) {
            answer.put("firstBroken", result.firstBroken());
        }
        ApiAnswer.json(exchange, 200, StrictJson.write(answer));
    }

    /** Removes what has been kept for long enough. */
    public void expire() {
        expiry.expire();
    }

    public void logHead() {
        trail.logHead();
    }
}
