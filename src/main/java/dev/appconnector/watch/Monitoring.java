package dev.appconnector.watch;

import dev.appconnector.json.StrictJson;
import dev.appconnector.watch.minute.Minutes;
import dev.appconnector.watch.minute.Period;
import dev.appconnector.watch.minute.Points;
import dev.appconnector.web.ApiAnswer;
import dev.appconnector.web.ApiRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.camel.Exchange;

/** Answers what this node saw of runs, by minute and connector, and what is under way and queued now. Thread-safe. */
public final class Monitoring {

    private static final int DEFAULT_MINUTES = 60;
    private static final int LONGEST_STEP = 60;

    private final Minutes minutes;
    private final Queues queues;
    private final Supplier<Map<UUID, Integer>> underWay;
    private final Function<List<UUID>, Map<UUID, String>> names;
    private final Clock clock;
    private final Instant since;

    /**
     * @param underWay how many runs are under way with each connector
     * @param names what those of these connectors are called that are not revoked; none where the database does not answer
     */
    public Monitoring(
            RunCounts counts,
            Queues queues,
            Supplier<Map<UUID, Integer>> underWay,
            Function<List<UUID>, Map<UUID, String>> names,
            Clock clock) {
        this.minutes = counts.minutes();
        this.queues = queues;
        this.underWay = underWay;
        this.names = names;
        this.clock = clock;
        this.since = clock.instant();
    }

    public void answer(Exchange exchange) {
        Map<String, String> query = ApiRequest.of(exchange).query(Set.of("minutes", "step"));
        int wanted = number(query, "minutes", DEFAULT_MINUTES, Minutes.MOST);
        int step = number(query, "step", 1, LONGEST_STEP);
        ApiAnswer.json(exchange, 200, document(wanted, step));
    }

    /** One at a time: a day by minute takes some tens of megabytes while it is written. */
    private synchronized byte[] document(int wanted, int step) {
        return StrictJson.write(document(minutes.last(wanted, step), wanted, step));
    }

    private static int number(Map<String, String> query, String name, int otherwise, int most) {
        String text = query.get(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
            throw dev.appconnector.web.Page.malformed(name + " is 1 to " + most + ".");
        }
        return Integer.parseInt(text);
    }

    private Map<String, Object> document(Period period, int wanted, int step) {
        Instant now = clock.instant();
        Map<UUID, Integer> inFlight = underWay.get();
        Map<UUID, Queues.Queue> queued = queues.waiting();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("from", period.from().toString());
        document.put("to", now.toString());
        document.put("since", since.toString());
        document.put("minutes", wanted);
        document.put("step", step);
        document.put(
                "inFlight",
                inFlight.values().stream().mapToInt(Integer::intValue).sum());
        document.put("queue", queue(queues.all(), now));
        Map<String, List<?>> points = period.all().lists();
        points.put("queueDepth", Arrays.asList(period.queued()));
        document.put("all", counted(period.all().sum(), points));
        document.put("connectors", connectors(period, inFlight, queued, now));
        Points others = period.others();
        document.put("others", others.runs() == 0 ? null : counted(others.sum(), others.lists()));
        return document;
    }

    private static Map<String, Object> counted(Map<String, Object> sum, Map<String, List<?>> points) {
        Map<String, Object> counted = new LinkedHashMap<>();
        counted.put("sum", sum);
        counted.put("points", points);
        return counted;
    }

    /** Those with runs, the busiest first; then, as far as there is room, those that are used or waited for now. */
    private List<Map<String, Object>> connectors(
            Period period, Map<UUID, Integer> inFlight, Map<UUID, Queues.Queue> queued, Instant now) {
        Map<UUID, Period.Named> seen = new LinkedHashMap<>();
        period.busiest().forEach(one -> seen.put(one.id(), one));
        Set<UUID> shown = new LinkedHashSet<>(seen.keySet());
        shown.addAll(inFlight.keySet());
        shown.addAll(queued.keySet());
        List<UUID> ids = shown.stream().limit(Minutes.MOST_NAMED).toList();
        Map<UUID, String> called = names.apply(ids);
        List<Map<String, Object>> connectors = new ArrayList<>();
        for (UUID id : ids) {
            Period.Named one = seen.get(id);
            Map<String, Object> connector = new LinkedHashMap<>();
            connector.put("id", id.toString());
            connector.put("name", called.getOrDefault(id, one == null ? null : one.name()));
            connector.put("inFlight", inFlight.getOrDefault(id, 0));
            connector.put("queue", queue(queued.getOrDefault(id, Queues.NONE), now));
            Points points = one == null ? period.none() : one.points();
            connector.putAll(counted(points.sum(), points.lists()));
            connectors.add(connector);
        }
        return connectors;
    }

    private static Map<String, Object> queue(Queues.Queue queue, Instant now) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("depth", queue.queued());
        shown.put(
                "oldestMillis",
                queue.oldest() == null
                        ? null
                        : Math.max(0, Duration.between(queue.oldest(), now).toMillis()));
        return shown;
    }
}
