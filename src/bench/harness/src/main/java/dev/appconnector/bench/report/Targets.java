package dev.appconnector.bench.report;

import dev.appconnector.bench.contender.Contenders;
import dev.appconnector.bench.contender.Size;
import java.util.List;

/** What we want to reach, and whether a run of the benchmark did. */
final class Targets {

    /**
     * @param atMost whether less is better
     * @param unit   of all figures; empty for a ratio
     */
    record Target(String what, boolean atMost, double wanted, String unit, Spread reached) {
        boolean isMet() {
            return atMost ? reached.median() <= wanted : reached.median() >= wanted;
        }
    }

    private static final String US = Contenders.WITH_KEY;

    private Targets() {}

    static List<Target> of(Rounds rounds) {
        String most = Stage.maximum(Size.SMALL);
        String half = Stage.rate(50);
        return List.of(
                atLeast(
                        "waiting runs a second, over Spring Cloud Gateway",
                        1.2,
                        rounds.ratio(most, US, Contenders.GATEWAY, Stage.PER_SECOND)),
                atLeast(
                        "waiting runs a second, over the bare Camel",
                        0.85,
                        rounds.ratio(most, US, Contenders.BARE_CAMEL, Stage.PER_SECOND)),
                atLeast(
                        "waiting runs for the same CPU, over nginx",
                        0.2,
                        rounds.ratio(most, Contenders.NGINX, US, Stage.CPU_MICROS)),
                atMost("p50 at half load, more than the target alone", 1, added(rounds, half, Stage.P50)),
                atMost("p99 at half load, more than the target alone", 5, added(rounds, half, Stage.P99)),
                atLeast(
                        "accepted runs, over PostgreSQL's single-row commits",
                        0.5,
                        rounds.ratio(Stage.ACCEPTING, Stage.ACCEPTED, Stage.COMMITS, Stage.PER_SECOND)),
                new Target(
                        "deliveries",
                        false,
                        1_000,
                        "/s",
                        rounds.spread(Stage.ACCEPTING_AND_DELIVERING, Stage.DELIVERED, Stage.PER_SECOND)));
    }

    /** What a run takes more than the target alone does at the same rate, in milliseconds. */
    private static Spread added(Rounds rounds, String stage, String figure) {
        return rounds.compared(stage, US, Contenders.TARGET, figure, (a, b) -> a - b);
    }

    private static Target atLeast(String what, double wanted, Spread reached) {
        return new Target(what, false, wanted, "", reached);
    }

    private static Target atMost(String what, double wanted, Spread reached) {
        return new Target(what, true, wanted, " ms", reached);
    }
}
