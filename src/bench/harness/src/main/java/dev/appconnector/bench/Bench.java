package dev.appconnector.bench;

import dev.appconnector.bench.contender.AppConnectorNode;
import dev.appconnector.bench.contender.Contenders;
import dev.appconnector.bench.contender.Nginx;
import dev.appconnector.bench.contender.Postgres;
import dev.appconnector.bench.contender.Program;
import dev.appconnector.bench.contender.Workplace;
import dev.appconnector.bench.load.Wrk;
import dev.appconnector.bench.report.Machine;
import dev.appconnector.bench.report.Plot;
import dev.appconnector.bench.report.Report;
import dev.appconnector.bench.report.Rounds;
import dev.appconnector.bench.report.Stage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The benchmark as a program: {@code Bench <root of the checkout> [--smoke]}; {@code src/bench/run} builds and calls it. */
public final class Bench {

    private static final String CREDENTIAL = "what-the-target-wants-1f0c";
    private static final double BUSY = 0.1;

    private final Path project;
    private final Plan plan;
    private final boolean smoke;
    private final Rounds rounds;

    private Bench(Path project, boolean smoke) throws IOException {
        this.project = project;
        this.smoke = smoke;
        this.plan = smoke ? Plan.smoke() : Plan.whole();
        this.rounds = new Rounds(project.resolve("target/bench/rounds.jsonl"));
    }

    public static void main(String[] arguments) {
        try {
            new Bench(
                            Path.of(arguments[0]).toAbsolutePath().normalize(),
                            List.of(arguments).contains("--smoke"))
                    .run();
        } catch (IOException | RuntimeException e) {
            System.err.println("The benchmark ended early: " + e.getMessage());
            System.exit(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() throws IOException, InterruptedException {
        List<String> warnings = warnings();
        warnings.forEach(System.err::println);
        Map<String, String> made = new LinkedHashMap<>();
        made.put("Date", LocalDate.now(Clock.systemUTC()).toString());
        made.putAll(Machine.described(project));
        try (Workplace workplace = Workplace.of(project)) {
            int port = Workplace.freePort();
            try (Program target = Nginx.target(workplace, port, CREDENTIAL)) {
                Wrk wrk = new Wrk(workplace.directory());
                waitingRuns(workplace, target, port, wrk);
                acceptedRuns(workplace, Workplace.loopback(port), wrk);
            }
        }
        Path place = smoke ? project.resolve("target/bench") : project.resolve("docs");
        Files.writeString(place.resolve("bench.svg"), new Plot(rounds).svg());
        Path page = place.resolve("bench.md");
        Files.writeString(page, new Report(rounds, plan.rates()).markdown(warnings, made, "bench.svg"));
        System.out.println("The tables are in " + page + ".");
    }

    private List<String> warnings() throws IOException, InterruptedException {
        List<String> warnings = new ArrayList<>();
        if (smoke) warnings.add("A smoke run: each round is too short, and its figures mean nothing.");
        double busy = Machine.busy();
        if (busy > BUSY)
            warnings.add(
                    "Others used %.0f %% of the processors when the benchmark began: the figures say little. End what else runs, and start again."
                            .formatted(busy * 100));
        return warnings;
    }

    private void waitingRuns(Workplace workplace, Program target, int port, Wrk wrk)
            throws IOException, InterruptedException {
        try (Contenders contenders = new Contenders(
                workplace,
                target,
                port,
                CREDENTIAL,
                plan.starts(),
                (who, round, untilReady, residentMb) -> rounds.add(
                        Stage.START,
                        who,
                        round,
                        Map.of(Stage.READY_MILLIS, (double) untilReady.toMillis(), Stage.RESIDENT_MB, residentMb)))) {
            new WaitingRuns(plan, rounds, wrk, contenders.start()).measure();
        }
    }

    private void acceptedRuns(Workplace workplace, URI target, Wrk wrk) throws IOException, InterruptedException {
        try (Postgres postgres = Postgres.start(workplace);
                // Connections to it are taken by the system, and nobody ever reads from them.
                ServerSocket silent = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
                AppConnectorNode node = AppConnectorNode.on(postgres, workplace)
                        .set(target, Workplace.loopback(silent.getLocalPort()), CREDENTIAL)) {
            new AcceptedRuns(plan, rounds, wrk, postgres, workplace, node).measure();
        }
    }
}
