package dev.appconnector.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What each round gave, kept in a file line by line as it comes, and asked afterwards. Not thread-safe. */
public final class Rounds {

    private record Round(String stage, String contender, int number, Map<String, Double> figures) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final List<Round> all = new ArrayList<>();

    /** @param file is begun anew: a JSON object a line */
    public Rounds(Path file) throws IOException {
        this.file = file;
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
    }

    /** @param number of the round, from 1; what belongs to the same one is compared with each other */
    public void add(String stage, String contender, int number, Map<String, Double> figures) throws IOException {
        all.add(new Round(stage, contender, number, Map.copyOf(figures)));
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("stage", stage);
        line.put("contender", contender);
        line.put("round", number);
        line.putAll(new TreeMap<>(figures));
        Files.writeString(file, JSON.writeValueAsString(line) + "\n", StandardOpenOption.APPEND);
        System.out.printf(
                "%-14s %d  %-22s %s%n",
                stage,
                number,
                contender,
                new TreeMap<>(figures)
                        .entrySet().stream()
                                .map(entry -> String.format(Locale.ROOT, "%s %.2f", entry.getKey(), entry.getValue()))
                                .collect(Collectors.joining(", ")));
    }

    /** Who took part in a stage, in the order of the first round. */
    public List<String> contenders(String stage) {
        return all.stream()
                .filter(round -> round.stage.equals(stage) && round.number == 1)
                .map(Round::contender)
                .distinct()
                .toList();
    }

    public Spread spread(String stage, String contender, String figure) {
        return Spread.of(values(stage, contender, figure));
    }

    /** Two contenders compared within each round. */
    public Spread compared(String stage, String one, String other, String figure, DoubleBinaryOperator comparison) {
        List<Double> ones = values(stage, one, figure);
        List<Double> others = values(stage, other, figure);
        return Spread.of(IntStream.range(0, ones.size())
                .mapToObj(i -> comparison.applyAsDouble(ones.get(i), others.get(i)))
                .toList());
    }

    /** How many times as much the one has as the other, within each round. */
    public Spread ratio(String stage, String one, String other, String figure) {
        return compared(stage, one, other, figure, (a, b) -> a / b);
    }

    private List<Double> values(String stage, String contender, String figure) {
        List<Double> values = all.stream()
                .filter(round -> round.stage.equals(stage) && round.contender.equals(contender))
                .sorted((a, b) -> Integer.compare(a.number, b.number))
                .map(round -> round.figures.get(figure))
                .toList();
        if (values.isEmpty()) throw new IllegalStateException("No round of " + stage + " has " + contender + ".");
        return values;
    }
}
