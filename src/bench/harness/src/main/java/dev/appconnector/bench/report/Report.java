package dev.appconnector.bench.report;

import dev.appconnector.bench.contender.Contenders;
import dev.appconnector.bench.contender.Size;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The rounds as Markdown: the targets first, then table by table, won or lost. */
public final class Report {

    private static final String US = Contenders.WITH_KEY;

    /** Of the rate that was wanted: below it, latencies would say only for how long a round lasted. */
    private static final double KEEPS_UP = 0.95;

    private final Rounds rounds;
    private final List<Integer> rates;
    private final StringBuilder text = new StringBuilder();

    /** @param rates in percent, that were measured */
    public Report(Rounds rounds, List<Integer> rates) {
        this.rounds = rounds;
        this.rates = rates;
    }

    /**
     * Writes all of it.
     *
     * @param warnings what keeps the figures from meaning anything; none where it is empty
     * @param made     date, names and versions
     */
    public String markdown(List<String> warnings, Map<String, String> made, String plot) {
        line("# How fast it is\n");
        line("`src/bench/run` made this page; [CONTRIBUTING](../CONTRIBUTING.md#measuring) says how.\n");
        warnings.forEach(warning -> line("**" + warning + "**\n"));
        line(made.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(" · "))
                + "\n");
        line(
                "A figure is the median of all rounds, in brackets their least and their most; ratios and differences are taken within each round. "
                        + "All take turns on one machine that they share with who calls and with the target.\n");
        line("![Requests a second, CPU a request and latencies of all contenders](" + plot + ")\n");
        targets();
        for (Size size : Size.values()) maximum(size);
        rates.forEach(this::rate);
        startUp();
        accepting();
        return text.toString();
    }

    private void targets() {
        line("## What we want to reach\n");
        table("", "wanted", "reached", "");
        for (Targets.Target target : Targets.of(rounds))
            row(
                    target.what(),
                    (target.atMost() ? "≤ " : "≥ ") + plain(target.wanted()) + target.unit(),
                    ratio(target.reached()) + target.unit(),
                    target.isMet() ? "met" : "**missed**");
        line("");
    }

    private void maximum(Size size) {
        String stage = Stage.maximum(size);
        line("## As many as it can, answered with " + size.label() + "\n");
        table(
                "",
                "requests/s",
                "AppConnector makes × as many",
                "CPU a request, µs",
                "AppConnector takes × as much",
                "memory, MB");
        for (String contender : rounds.contenders(stage))
            row(
                    contender,
                    whole(rounds.spread(stage, contender, Stage.PER_SECOND)),
                    contender.equals(US) ? "" : judged(rounds.ratio(stage, US, contender, Stage.PER_SECOND), false),
                    whole(rounds.spread(stage, contender, Stage.CPU_MICROS)),
                    contender.equals(US) ? "" : judged(rounds.ratio(stage, US, contender, Stage.CPU_MICROS), true),
                    whole(rounds.spread(stage, contender, Stage.RESIDENT_MB)));
        line("");
        line("In bold where AppConnector is behind.\n");
    }

    private void rate(int percent) {
        String stage = Stage.rate(percent);
        double wanted = rounds.spread(stage, US, Stage.WANTED).median();
        line(String.format(
                Locale.ROOT,
                "## How long a call takes at %,.0f requests/s, %d %% of what AppConnector can do\n",
                wanted,
                percent));
        table("", "p50, ms", "p99, ms", "p99.9, ms", "p50 over the target alone, ms", "p99 over the target alone, ms");
        for (String contender : rounds.contenders(stage)) {
            if (rounds.spread(stage, contender, Stage.PER_SECOND).median() < wanted * KEEPS_UP
                    || rounds.spread(stage, contender, Stage.UNSENT).most() > 0) {
                row(contender, "cannot keep up", "", "", "", "");
                continue;
            }
            row(
                    contender,
                    ratio(rounds.spread(stage, contender, Stage.P50)),
                    ratio(rounds.spread(stage, contender, Stage.P99)),
                    plain(rounds.spread(Stage.together(percent), contender, Stage.P999)
                            .median()),
                    contender.equals(Contenders.TARGET) ? "" : added(stage, contender, Stage.P50),
                    contender.equals(Contenders.TARGET) ? "" : added(stage, contender, Stage.P99));
        }
        line("");
    }

    private String added(String stage, String contender, String figure) {
        return ratio(rounds.compared(stage, contender, Contenders.TARGET, figure, (a, b) -> a - b));
    }

    private void startUp() {
        line("## From the start to the first answer\n");
        table("", "ms", "memory then, MB");
        for (String contender : rounds.contenders(Stage.START))
            row(
                    contender,
                    whole(rounds.spread(Stage.START, contender, Stage.READY_MILLIS)),
                    whole(rounds.spread(Stage.START, contender, Stage.RESIDENT_MB)));
        line("");
    }

    private void accepting() {
        line("## Runs that nobody waits for, on PostgreSQL\n");
        line(
                "Against how many single rows PostgreSQL commits by itself. First for a target that never answers, so that nothing is delivered:\n");
        nobodyWaits(Stage.ACCEPTING);
        line(
                "Then while all is delivered; the deliveries are counted from the first run that was accepted until none is left:\n");
        nobodyWaits(Stage.ACCEPTING_AND_DELIVERING);
    }

    private void nobodyWaits(String stage) {
        table("", "a second", "over PostgreSQL's commits");
        for (String who : rounds.contenders(stage))
            row(
                    who,
                    whole(rounds.spread(stage, who, Stage.PER_SECOND)),
                    who.equals(Stage.COMMITS) ? "" : ratio(rounds.ratio(stage, who, Stage.COMMITS, Stage.PER_SECOND)));
        line("");
    }

    private void table(String... heads) {
        row(heads);
        line("|---" + "|---:".repeat(heads.length - 1) + "|");
    }

    private void row(String... cells) {
        line("| " + String.join(" | ", cells) + " |");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String judged(Spread ratio, boolean lessIsBetter) {
        boolean behind = lessIsBetter ? ratio.median() > 1 : ratio.median() < 1;
        return behind ? "**" + ratio(ratio) + "**" : ratio(ratio);
    }

    private static String ratio(Spread spread) {
        return String.format(Locale.ROOT, "%,.2f (%,.2f–%,.2f)", spread.median(), spread.least(), spread.most());
    }

    private static String whole(Spread spread) {
        return String.format(Locale.ROOT, "%,.0f (%,.0f–%,.0f)", spread.median(), spread.least(), spread.most());
    }

    private static String plain(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%,.2f", value);
    }
}
