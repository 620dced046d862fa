package dev.appconnector.audit;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.appconnector.json.StrictJson;
import dev.appconnector.storage.Row;
import dev.appconnector.web.ApiAnswer;
import dev.appconnector.web.ApiRequest;
import dev.appconnector.web.Page;
import dev.appconnector.web.TimeRange;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.apache.camel.Exchange;

/** The steps of the audit's routes, and the one that every change ends with. Thread-safe. */
public final class Audit {

    private static final String PAGE = "page";

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

    /** The same of what is about to be done in, or to, a run: to be noted when it is, with who asked as it is known now. */
    public Runnable note(Exchange exchange, Change done, UUID run) {
        AuditEntry entry = entry(exchange, done).in(run);
        return () -> journal.note(entry);
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
        TimeRange times = TimeRange.of(query);
        wanted.put("from", Row.timestamp(times.from()));
        wanted.put("to", Row.timestamp(times.to()));
        wanted.put("before", cursor(page.after()));
        wanted.put("limit", page.rows());
        exchange.setVariable(PAGE, page);
        exchange.getMessage().setBody(wanted);
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
