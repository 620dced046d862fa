package dev.appconnector.bench;

import dev.appconnector.bench.contender.Contender;
import dev.appconnector.bench.contender.Contenders;
import dev.appconnector.bench.contender.Size;
import dev.appconnector.bench.load.OpenLoop;
import dev.appconnector.bench.load.Wrk;
import dev.appconnector.bench.report.Rounds;
import dev.appconnector.bench.report.Stage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Waiting runs against the other ways to the target: how many, at which cost, how fast. */
final class WaitingRuns {

    private final Plan plan;
    private final Rounds rounds;
    private final Wrk wrk;
    private final List<Contender> contenders;

    WaitingRuns(Plan plan, Rounds rounds, Wrk wrk, List<Contender> contenders) {
        this.plan = plan;
        this.rounds = rounds;
        this.wrk = wrk;
        this.contenders = contenders;
    }

    void measure() throws IOException, InterruptedException {
        for (Size size : Size.values()) maxima(size);
        double most = rounds.spread(Stage.maximum(Size.SMALL), Contenders.WITH_KEY, Stage.PER_SECOND)
                .median();
        // The generator's own code warms up too.
        OpenLoop.run(contenders.get(0).call(Size.SMALL), most, plan.connections(), plan.shortWarmUp());
        for (int percent : plan.rates()) fixedRate(percent, most * percent / 100);
    }

    private void maxima(Size size) throws IOException, InterruptedException {
        for (Contender contender : contenders) {
            contender.check(size);
            boolean whole = size == Size.SMALL && contender.compilesAsItRuns();
            wrk.run(contender.call(size), plan.connections(), whole ? plan.warmUp() : plan.shortWarmUp());
        }
        int times = size == Size.SMALL ? plan.maxima() : plan.largeMaxima();
        for (int round = 1; round <= times; round++)
            for (Contender contender : turn(contenders, round)) maximum(size, round, contender);
        for (Contender contender : contenders) contender.check(size);
    }

    private void maximum(Size size, int round, Contender contender) throws IOException, InterruptedException {
        Duration before = contender.program().cpu();
        Wrk.Outcome outcome = wrk.run(contender.call(size), plan.connections(), plan.round());
        Duration cpu = contender.program().cpu().minus(before);
        if (outcome.failed() > 0)
            throw new IOException("%s failed in %d of %d calls: its figures would mean nothing."
                    .formatted(contender.name(), outcome.failed(), outcome.requests()));
        rounds.add(
                Stage.maximum(size),
                contender.name(),
                round,
                Map.of(
                        Stage.PER_SECOND, outcome.perSecond(),
                        Stage.CPU_MICROS, cpu.toNanos() / 1e3 / outcome.requests(),
                        Stage.RESIDENT_MB, contender.program().residentMb()));
    }

    private void fixedRate(int percent, double perSecond) throws IOException, InterruptedException {
        String stage = Stage.rate(percent);
        // The token's calls are the key's but for the look at who calls: the rounds above tell what that costs.
        List<Contender> some = contenders.stream()
                .filter(contender -> !contender.name().equals(Contenders.WITH_TOKEN))
                .toList();
        Map<String, Histogram> sums = new HashMap<>();
        for (int round = 1; round <= plan.fixedRates(); round++) {
            for (Contender contender : turn(some, round)) {
                OpenLoop.Outcome outcome =
                        OpenLoop.run(contender.call(Size.SMALL), perSecond, plan.connections(), plan.round());
                if (outcome.failed() > 0)
                    throw new IOException("%s failed in %d calls: its latencies would mean nothing."
                            .formatted(contender.name(), outcome.failed()));
                Histogram sum = sums.computeIfAbsent(contender.name(), name -> new Histogram(3));
                sum.add(outcome.nanos());
                rounds.add(
                        stage,
                        contender.name(),
                        round,
                        Map.of(
                                Stage.PER_SECOND, outcome.perSecond(),
                                Stage.WANTED, perSecond,
                                Stage.UNSENT, (double) outcome.unsent(),
                                Stage.P50, outcome.millis(0.5),
                                Stage.P99, outcome.millis(0.99),
                                Stage.P999, outcome.millis(0.999)));
            }
        }
        // A round is too short for its slowest thousandth: that is told of all rounds together.
        for (Contender contender : some) {
            Histogram sum = sums.get(contender.name());
            rounds.add(
                    Stage.together(percent),
                    contender.name(),
                    1,
                    Map.of(
                            Stage.P50, sum.getValueAtPercentile(50) / 1e6,
                            Stage.P99, sum.getValueAtPercentile(99) / 1e6,
                            Stage.P999, sum.getValueAtPercentile(99.9) / 1e6));
        }
    }

    /** Each round begins with another one, so that none always comes after the same. */
    private static List<Contender> turn(List<Contender> contenders, int round) {
        List<Contender> turned = new ArrayList<>(contenders);
        Collections.rotate(turned, 1 - round);
        return turned;
    }
}
