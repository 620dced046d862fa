package dev.appconnector.bench.report;

import java.util.List;

/** The least, the median and the most of what several rounds gave. Immutable. */
public record Spread(double least, double median, double most) {

    /** @param values one or more */
    public static Spread of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(sorted.get(0), median, sorted.get(sorted.size() - 1));
    }
}
