package dev.appconnector.watch.minute;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What was seen in some minutes that follow each other, point by point, in all and by connector. Immutable. */
public final class Period {

    private final long first;
    private final int step;
    private final Points all;
    private final Points others;
    private final Map<UUID, Points> busiest = new LinkedHashMap<>();
    private final Map<UUID, String> names = new HashMap<>();
    private final Long[] queued;

    /** One connector: its last name that was known here, and its points. */
    public record Named(UUID id, String name, Points points) {}

    /**
     * Reads point after point, so that no more than one of each connector is ever unpacked.
     *
     * @param first the first minute, counted from 1970
     * @param seen in their order; none is before the first
     * @param most how many connectors are apart
     */
    Period(long first, int minutes, int step, List<Minute> seen, int most) {
        this.first = first;
        this.step = step;
        this.all = new Points(step);
        this.others = new Points(step);
        this.queued = new Long[(minutes + step - 1) / step];
        rank(seen, most);
        int next = 0;
        for (int point = 0; point < queued.length; point++) {
            int begun = next;
            while (next < seen.size() && point(seen.get(next)) == point) {
                next++;
            }
            add(point, seen.subList(begun, next));
        }
    }

    private int point(Minute minute) {
        return (int) (minute.number() - first) / step;
    }

    private void rank(List<Minute> seen, int most) {
        Map<UUID, Long> runs = new HashMap<>();
        for (Minute minute : seen) {
            for (Minute.Row row : minute.named()) {
                runs.merge(row.connector(), row.counts().runs(), Long::sum);
                names.put(row.connector(), row.name());
            }
        }
        runs.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<UUID, Long> one) -> -one.getValue())
                        .thenComparing(Map.Entry::getKey))
                .limit(most)
                .forEach(one -> busiest.put(one.getKey(), new Points(step)));
    }

    private void add(int point, List<Minute> minutes) {
        long[] ofAll = new long[Layout.LENGTH];
        long[] ofOthers = new long[Layout.LENGTH];
        Map<UUID, long[]> apart = new HashMap<>();
        for (Minute minute : minutes) {
            minute.addTo(ofAll);
            minute.others().addTo(ofOthers);
            for (Minute.Row row : minute.named()) {
                row.counts()
                        .addTo(
                                busiest.containsKey(row.connector())
                                        ? apart.computeIfAbsent(row.connector(), id -> new long[Layout.LENGTH])
                                        : ofOthers);
            }
            if (minute.queued() != null) {
                queued[point] = queued[point] == null ? minute.queued() : Math.max(queued[point], minute.queued());
            }
        }
        all.add(point, ofAll);
        if (Layout.runs(ofOthers) > 0) {
            others.add(point, ofOthers);
        }
        apart.forEach((connector, row) -> busiest.get(connector).add(point, row));
    }

    public Instant from() {
        return Instant.ofEpochSecond(first * 60);
    }

    /** Of all connectors, also those without a run. */
    public Points all() {
        return all;
    }

    /** How many runs waited in the database, the most of each point; null where nobody counted. */
    public Long[] queued() {
        return queued.clone();
    }

    /** The busiest connectors, these first, with the points in which they had a run. */
    public List<Named> busiest() {
        List<Named> named = new ArrayList<>();
        busiest.forEach((id, points) -> named.add(new Named(id, names.get(id), points)));
        return named;
    }

    /** Of a connector without a run. */
    public Points none() {
        return new Points(step);
    }

    /** The sum of all that are not among the busiest, of each minute or of all; the points in which they had a run. */
    public Points others() {
        return others;
    }
}
