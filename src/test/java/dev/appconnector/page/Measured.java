package dev.appconnector.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.appconnector.testkit.Page;
import dev.appconnector.testkit.RunningAppConnector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * An answer of {@code GET /api/monitoring} that no test could wait for: hours of calls. The last point is whole, as if the
 * minute were over.
 */
final class Measured {

    /** What is asked for goes to the server, but for what was measured. */
    private static final String GIVE = """
            const send = window.unmeasured ??= window.fetch;
            const answer = arguments[0];
            window.fetch = (path, options) => {
              if (!String(path).startsWith('/api/monitoring')) return send(path, options);
              recorded.requests.push('GET ' + path);
              return Promise.resolve(new Response(answer, { headers: { 'Content-Type': 'application/json' } }));
            };
            """;

    private static final List<String> COUNTS = List.of(
            "runs",
            "answered",
            "failed",
            "timedOut",
            "refused",
            "cancelled",
            "status1xx",
            "status2xx",
            "status3xx",
            "status4xx",
            "status5xx");

    private static final List<String> TIMES = List.of(
            "wholeP50",
            "wholeP95",
            "wholeP99",
            "targetP50",
            "targetP95",
            "targetP99",
            "addedP50",
            "addedP95",
            "addedP99");

    private final int minutes;
    private final int step;
    private final Instant from;
    private Instant since;
    private final List<Map<String, Object>> apps = new ArrayList<>();
    private final List<List<Calls>> counted = new ArrayList<>();
    private int inFlight;
    private Map<String, Object> queue = queue(0, null);
    private IntFunction<Calls> others;
    private IntFunction<Integer> queued = point -> 0;

    /**
     * What came of the calls of one point.
     *
     * @param whole the time that 95 % of them did not exceed, in milliseconds; half take a third of it
     * @param added what of it was not the target's
     * @param quicker how much less than that half of them took: three times, unless something else is said
     */
    record Calls(
            int fine, int denied, int broken, int silent, int refused, double whole, double added, double quicker) {

        Calls(int fine, int denied, int broken, int silent, int refused, double whole, double added) {
            this(fine, denied, broken, silent, refused, whole, added, 3);
        }

        /** All but a few were that much quicker. */
        Calls butFew(double times) {
            return new Calls(fine, denied, broken, silent, refused, whole, added, times);
        }

        static final Calls NONE = new Calls(0, 0, 0, 0, 0, 0, 0);

        static Calls fine(int number) {
            return new Calls(number, 0, 0, 0, 0, 120, 0.4);
        }

        Calls broken(int number) {
            return new Calls(fine, denied, number, silent, refused, whole, added);
        }

        Calls silent(int number) {
            return new Calls(fine, denied, broken, number, refused, whole, added);
        }

        Calls denied(int number) {
            return new Calls(fine, number, broken, silent, refused, whole, added);
        }

        Calls refused(int number) {
            return new Calls(fine, denied, broken, silent, number, whole, added);
        }

        Calls taking(double whole, double added) {
            return new Calls(fine, denied, broken, silent, refused, whole, added);
        }

        private int runs() {
            return fine + denied + broken + silent + refused;
        }

        private boolean isTimed() {
            return runs() > refused;
        }
    }

    private Measured(int minutes, int step, Instant now) {
        this.minutes = minutes;
        this.step = step;
        this.from = Instant.ofEpochSecond(now.getEpochSecond() / 60 * 60 - (minutes - 1) * 60L);
        this.since = from.minusSeconds(3_600);
    }

    static Measured of(int minutes, int step) {
        return new Measured(minutes, step, Instant.now());
    }

    /** The node has not been there for all of it. */
    Measured since(int minute) {
        since = from.plusSeconds(minute * 60L);
        return this;
    }

    /** When a point begins, since 1970. */
    long millisOf(int point) {
        return from.plusSeconds(point * step * 60L).toEpochMilli();
    }

    private int points() {
        return (minutes + step - 1) / step;
    }

    /** One more connector, with its calls point by point. */
    Measured app(String name, IntFunction<Calls> calls) {
        Map<String, Object> app = new LinkedHashMap<>();
        app.put("id", "01a20000-0000-7000-8000-%012d".formatted(apps.size() + 1));
        app.put("name", name);
        app.put("inFlight", 0);
        app.put("queue", queue(0, null));
        apps.add(app);
        counted.add(IntStream.range(0, points()).mapToObj(calls).toList());
        return this;
    }

    /** What all connectors do together that are not among the busiest. */
    Measured others(IntFunction<Calls> calls) {
        others = calls;
        return this;
    }

    Measured waiting(int running, int depth, long oldestMillis, IntFunction<Integer> before) {
        inFlight = running;
        queue = queue(depth, depth == 0 ? null : oldestMillis);
        queued = before;
        if (!apps.isEmpty()) {
            apps.get(0).put("inFlight", running);
            apps.get(0).put("queue", queue);
        }
        return this;
    }

    private static Map<String, Object> queue(int depth, Long oldestMillis) {
        Map<String, Object> queue = new LinkedHashMap<>();
        queue.put("depth", depth);
        queue.put("oldestMillis", oldestMillis);
        return queue;
    }

    /** Has the page get it from now on, until it is loaded anew. */
    void givenTo(Page page) {
        page.browser().run(GIVE, json());
    }

    /** Opens Monitoring, which gets it. */
    Page shownOn(Page page, String query) {
        page.open("/connected-apps?q=no-such").see("h1", "Connected Apps");
        givenTo(page);
        page.browser().run("""
                history.pushState(null, '', '/monitoring' + arguments[0]);
                dispatchEvent(new PopStateEvent('popstate'));
                """, query);
        page.see("h1", "Monitoring");
        return page;
    }

    private String json() {
        List<Calls> all = IntStream.range(0, points())
                .mapToObj(point ->
                        sum(counted.stream().map(calls -> calls.get(point)).toList()))
                .toList();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("from", from.toString());
        document.put("to", from.plusSeconds(minutes * 60L).toString());
        document.put("since", since.toString());
        document.put("minutes", minutes);
        document.put("step", step);
        document.put("inFlight", inFlight);
        document.put("queue", queue);
        Map<String, Object> ofAll = counted(all);
        @SuppressWarnings("unchecked")
        Map<String, Object> points = (Map<String, Object>) ofAll.get("points");
        points.put("queueDepth", IntStream.range(0, points()).mapToObj(queued).toList());
        document.put("all", ofAll);
        for (int app = 0; app < apps.size(); app++) {
            apps.get(app).putAll(counted(counted.get(app)));
        }
        document.put("connectors", apps);
        document.put(
                "others",
                others == null
                        ? null
                        : counted(IntStream.range(0, points()).mapToObj(others).toList()));
        try {
            return RunningAppConnector.JSON.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Object> counted(List<Calls> calls) {
        Map<String, Object> points = new LinkedHashMap<>();
        points.put(
                "minute",
                IntStream.range(0, calls.size()).mapToObj(point -> point * step).toList());
        List<Map<String, Object>> rows = calls.stream().map(Measured::row).toList();
        for (String name : names()) {
            points.put(
                    name,
                    new ArrayList<>(rows.stream().map(row -> row.get(name)).toList()));
        }
        return new LinkedHashMap<>(Map.of("sum", row(sum(calls)), "points", points));
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(COUNTS);
        names.addAll(TIMES);
        return names;
    }

    private static Calls sum(List<Calls> calls) {
        List<Calls> timed = calls.stream().filter(Calls::isTimed).toList();
        return new Calls(
                calls.stream().mapToInt(Calls::fine).sum(),
                calls.stream().mapToInt(Calls::denied).sum(),
                calls.stream().mapToInt(Calls::broken).sum(),
                calls.stream().mapToInt(Calls::silent).sum(),
                calls.stream().mapToInt(Calls::refused).sum(),
                timed.stream().mapToDouble(Calls::whole).max().orElse(0),
                timed.stream().mapToDouble(Calls::added).max().orElse(0),
                timed.stream().mapToDouble(Calls::quicker).max().orElse(3));
    }

    private static Map<String, Object> row(Calls calls) {
        Map<String, Object> row = new LinkedHashMap<>();
        COUNTS.forEach(name -> row.put(name, 0));
        TIMES.forEach(name -> row.put(name, null));
        row.put("runs", calls.runs());
        row.put("answered", calls.fine + calls.denied + calls.broken);
        row.put("timedOut", calls.silent);
        row.put("refused", calls.refused);
        row.put("status2xx", calls.fine);
        row.put("status4xx", calls.denied);
        row.put("status5xx", calls.broken);
        if (calls.isTimed()) {
            times(row, "whole", calls.whole, calls.quicker);
            times(row, "target", calls.whole - calls.added, calls.quicker);
            times(row, "added", calls.added, calls.quicker);
        }
        return row;
    }

    private static void times(Map<String, Object> row, String share, double millis, double quicker) {
        row.put(share + "P50", Math.round(millis / quicker * 1000) / 1000.0);
        row.put(share + "P95", millis);
        row.put(share + "P99", millis * 2);
    }
}
