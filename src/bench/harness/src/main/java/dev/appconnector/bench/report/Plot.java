package dev.appconnector.bench.report;

import dev.appconnector.bench.contender.Contenders;
import dev.appconnector.bench.contender.Size;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.function.Function;

/** The rounds as a picture: a panel of bars for each figure, their spread as a line, ours in another colour. */
public final class Plot {

    private static final int LABELS = 170;
    private static final int WIDTH = 760;
    private static final int BARS = 440;
    private static final int ROW = 22;
    private static final int HEAD = 44;

    private final Rounds rounds;
    private final StringBuilder svg = new StringBuilder();
    private int y = 8;

    public Plot(Rounds rounds) {
        this.rounds = rounds;
    }

    public String svg() {
        String most = Stage.maximum(Size.SMALL);
        panel("Requests a second, as many as it can, answered with 120 B", most, Stage.PER_SECOND, "%,.0f");
        panel("CPU a request, in µs: less is better", most, Stage.CPU_MICROS, "%,.0f");
        panel("p50 at half load, in ms: less is better", Stage.rate(50), Stage.P50, "%.2f");
        panel("p99 at half load, in ms: less is better", Stage.rate(50), Stage.P99, "%.2f");
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" font-family="sans-serif" font-size="13">
                <title>AppConnector and other ways to the same target</title>
                <rect width="100%%" height="100%%" fill="#fff"/>
                %s</svg>
                """.formatted(WIDTH, y, svg);
    }

    private void panel(String title, String stage, String figure, String format) {
        List<String> contenders = rounds.contenders(stage);
        Function<String, Spread> spread = contender -> rounds.spread(stage, contender, figure);
        double most = contenders.stream()
                .mapToDouble(contender -> spread.apply(contender).most())
                .max()
                .orElse(1);
        DoubleFunction<Double> length = value -> value / most * BARS;
        add("<text x=\"8\" y=\"%d\" font-weight=\"bold\" fill=\"#222\">%s</text>", y + 20, title);
        y += HEAD - 12;
        for (String contender : contenders) {
            bar(contender, spread.apply(contender), length, format);
            y += ROW;
        }
        y += HEAD / 2;
    }

    private void bar(String contender, Spread spread, DoubleFunction<Double> length, String format) {
        boolean ours = contender.equals(Contenders.WITH_KEY) || contender.equals(Contenders.WITH_TOKEN);
        int middle = y + ROW / 2;
        add("<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"#222\">%s</text>", LABELS - 8, middle + 4, contender);
        add(
                "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
                LABELS, y + 3, length.apply(spread.median()), ROW - 6, ours ? "#0d6efd" : "#adb5bd");
        add(
                "<path d=\"M%.1f %dH%.1f\" stroke=\"#222\" stroke-width=\"2\"/>",
                LABELS + length.apply(spread.least()), middle, LABELS + length.apply(spread.most()));
        add(
                "<text x=\"%.1f\" y=\"%d\" fill=\"#222\">%s</text>",
                LABELS + length.apply(spread.most()) + 8,
                middle + 4,
                String.format(Locale.ROOT, format, spread.median()));
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
