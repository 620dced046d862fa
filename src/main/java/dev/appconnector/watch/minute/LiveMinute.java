package dev.appconnector.watch.minute;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A minute in which runs may still end. Thread-safe; whoever counts waits for nothing. */
final class LiveMinute {

    /** A tally takes some 3 KB; what more connectors do is summed. */
    static final int MOST_TALLIES = 2_000;

    private final long number;
    private final Map<UUID, Tally> tallies = new ConcurrentHashMap<>();
    private final Tally others = new Tally(null);
    private volatile Long queued;

    /** @param number minutes since 1970 */
    LiveMinute(long number) {
        this.number = number;
    }

    long number() {
        return number;
    }

    Tally of(UUID connector, String name) {
        Tally known = tallies.get(connector);
        if (known == null) {
            // Who has many runs has one early in a minute: those without a tally are not the busiest.
            known = tallies.computeIfAbsent(connector, first -> tallies.size() < MOST_TALLIES ? new Tally(name) : null);
        }
        if (known == null) {
            return others;
        }
        if (!known.name().equals(name)) {
            known.rename(name);
        }
        return known;
    }

    void queued(long depth) {
        queued = depth;
    }

    /** As it is by now, with the busiest connectors by name. */
    Minute packed(int most) {
        List<Map.Entry<UUID, long[]>> rows = new ArrayList<>();
        tallies.forEach((connector, tally) -> rows.add(Map.entry(connector, tally.row())));
        rows.sort(Comparator.comparingLong(entry -> -Layout.runs(entry.getValue())));
        List<Minute.Row> named = new ArrayList<>();
        long[] rest = others.row();
        for (Map.Entry<UUID, long[]> entry : rows) {
            if (named.size() < most) {
                named.add(new Minute.Row(
                        entry.getKey(), tallies.get(entry.getKey()).name(), Packed.of(entry.getValue())));
            } else {
                Minute.add(entry.getValue(), rest);
            }
        }
        return new Minute(number, named, Packed.of(rest), queued);
    }
}
