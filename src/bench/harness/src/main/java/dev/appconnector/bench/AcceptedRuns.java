package dev.appconnector.bench;

import dev.appconnector.bench.contender.AppConnectorNode;
import dev.appconnector.bench.contender.Postgres;
import dev.appconnector.bench.contender.Workplace;
import dev.appconnector.bench.load.Call;
import dev.appconnector.bench.load.Wrk;
import dev.appconnector.bench.report.Rounds;
import dev.appconnector.bench.report.Stage;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** Runs that nobody waits for, against what PostgreSQL can commit by itself. */
final class AcceptedRuns {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Plan plan;
    private final Rounds rounds;
    private final Wrk wrk;
    private final Postgres postgres;
    private final Workplace workplace;
    private final AppConnectorNode node;

    AcceptedRuns(Plan plan, Rounds rounds, Wrk wrk, Postgres postgres, Workplace workplace, AppConnectorNode node) {
        this.plan = plan;
        this.rounds = rounds;
        this.wrk = wrk;
        this.postgres = postgres;
        this.workplace = workplace;
        this.node = node;
    }

    void measure() throws IOException, InterruptedException {
        warmUp();
        for (int round = 1; round <= plan.accepting(); round++) {
            commits(Stage.ACCEPTING_AND_DELIVERING, round);
            long before = node.deliveries("succeeded");
            long start = System.nanoTime();
            accept(Stage.ACCEPTING_AND_DELIVERING, round, node.accepted());
            drain();
            double perSecond = (node.deliveries("succeeded") - before) * 1e9 / (System.nanoTime() - start);
            rounds.add(Stage.ACCEPTING_AND_DELIVERING, Stage.DELIVERED, round, Map.of(Stage.PER_SECOND, perSecond));
        }
        // What is accepted for a target that never answers stays queued, so this comes last.
        for (int round = 1; round <= plan.accepting(); round++) {
            commits(Stage.ACCEPTING, round);
            accept(Stage.ACCEPTING, round, node.acceptedForSilent());
        }
    }

    /** In portions, since what is accepted is delivered more slowly, and both are to warm up. */
    private void warmUp() throws IOException, InterruptedException {
        long start = System.nanoTime();
        do {
            wrk.run(node.accepted(), plan.acceptingConnections(), plan.round());
            drain();
        } while (System.nanoTime() - start < plan.warmUp().toNanos());
    }

    private void commits(String stage, int round) throws IOException, InterruptedException {
        double perSecond = postgres.commitsPerSecond(workplace, plan.acceptingConnections(), plan.round());
        rounds.add(stage, Stage.COMMITS, round, Map.of(Stage.PER_SECOND, perSecond));
    }

    private void accept(String stage, int round, Call call) throws IOException, InterruptedException {
        Wrk.Outcome outcome = wrk.run(call, plan.acceptingConnections(), plan.round());
        if (outcome.failed() > 0)
            throw new IOException("%d of %d runs were not accepted: the figures would mean nothing."
                    .formatted(outcome.failed(), outcome.requests()));
        rounds.add(stage, Stage.ACCEPTED, round, Map.of(Stage.PER_SECOND, outcome.perSecond()));
    }

    private void drain() throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (node.deliveries("succeeded") < node.deliveries("queued")) {
            if (System.nanoTime() - start > PATIENCE.toNanos())
                throw new IOException("Some runs were not delivered within " + PATIENCE.toSeconds() + " s.");
            Thread.sleep(50);
        }
    }
}
