package dev.appconnector.watch.minute;

import dev.appconnector.watch.minute.Layout.Share;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What was counted, point by point, under the names that documents have for it. For one thread. */
public final class Points {

    private static final List<String> SHARES = List.of("whole", "target", "added");
    private static final int[] PERCENTILES = {50, 95, 99};
    private static final Map<String, Function<long[], Object>> COLUMNS = columns();

    private final int step;
    private final List<Integer> minute = new ArrayList<>();
    private final Map<String, List<Object>> lists = new LinkedHashMap<>();
    private final long[] total = new long[Layout.LENGTH];

    /** @param step minutes from one to the next */
    Points(int step) {
        this.step = step;
        COLUMNS.keySet().forEach(name -> lists.put(name, new ArrayList<>()));
    }

    void add(int point, long[] row) {
        minute.add(point * step);
        COLUMNS.forEach((name, number) -> lists.get(name).add(number.apply(row)));
        Minute.add(row, total);
    }

    public long runs() {
        return Layout.runs(total);
    }

    /** All points in one: a number for each name. */
    public Map<String, Object> sum() {
        Map<String, Object> sum = new LinkedHashMap<>();
        COLUMNS.forEach((name, number) -> sum.put(name, number.apply(total)));
        return sum;
    }

    /** A list for each name, with one number a point; {@code minute} is how many minutes after the first one it begins. */
    public Map<String, List<?>> lists() {
        Map<String, List<?>> all = new LinkedHashMap<>();
        all.put("minute", minute);
        all.putAll(lists);
        return all;
    }

    private static Map<String, Function<long[], Object>> columns() {
        Map<String, Function<long[], Object>> columns = new LinkedHashMap<>();
        columns.put("runs", Layout::runs);
        for (Ending ending : Ending.values()) {
            columns.put(ending.word(), row -> row[Layout.of(ending)]);
        }
        for (int first = 1; first <= Layout.STATUS_CLASSES; first++) {
            int place = Layout.ofStatusClass(first);
            columns.put("status" + first + "xx", row -> row[place]);
        }
        for (Share share : Share.values()) {
            for (int percentile : PERCENTILES) {
                columns.put(
                        SHARES.get(share.ordinal()) + "P" + percentile,
                        row -> Layout.millis(row, share, percentile / 100.0));
            }
        }
        return columns;
    }
}
