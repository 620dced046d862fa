package dev.appconnector.crash;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.crash.Load.Promise;
import dev.appconnector.testkit.TestDatabase;
import dev.appconnector.testkit.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is killed, and whenever: what a 202 promised is delivered, and under one Idempotency-Key. With
 * {@code -Dappconnector.crash.seconds=600} each test kills for so long; with {@code -Dappconnector.crash.seed} it throws the
 * dice as a run before did.
 */
class CrashTest {

    private static final int SECONDS = Integer.getInteger("appconnector.crash.seconds", 6);

    @TempDir
    private Path directory;

    private final long seed = Long.getLong("appconnector.crash.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Load load = new Load();
    private int kills;

    private CrashingNode node(String name, MoodyTarget target, Map<String, String> database) throws IOException {
        return new CrashingNode(Files.createDirectory(directory.resolve(name)), target.target(), database).start();
    }

    @Test
    void two_nodes_keep_their_promises_while_they_and_their_database_crash() throws IOException {
        try (MoodyTarget target = new MoodyTarget(seed, load::delivered);
                TestPostgres postgres = TestPostgres.own()) {
            Map<String, String> database = TestDatabase.ofPostgres(postgres.newDatabase(), directory);
            try (CrashingNode one = node("one", target, database);
                    CrashingNode other = node("other", target, database)) {
                load.makeConnectors(one.awaitServing(), target.target().url());
                load.begin(List.of(one, other.awaitServing()));
                crash(List.of(one, other), seconds(SECONDS / 2.0));
                postgres.crash();
                postgres.start();
                crash(List.of(one, other), seconds(SECONDS / 2.0));
                hold(target, other);
            }
        }
    }

    @Test
    void a_node_with_the_embedded_database_keeps_its_promises_while_it_crashes() throws IOException {
        try (MoodyTarget target = new MoodyTarget(seed, load::delivered);
                CrashingNode node = node("only", target, Map.of()).awaitServing()) {
            load.makeConnectors(node, target.target().url());
            load.begin(List.of(node));
            crash(List.of(node), seconds(SECONDS));
            hold(target, node);
        }
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis((long) (seconds * 1_000));
    }

    /** Kills one node after another in the middle of its work, and sometimes all at a time; they serve again afterwards. */
    private void crash(List<CrashingNode> nodes, Duration howLong) {
        long end = System.nanoTime() + howLong.toNanos();
        do {
            load.awaitPromises(random.nextInt(20, 200));
            nodes.get(random.nextInt(nodes.size())).killAndStart();
            kills++;
            if (random.nextInt(4) > 0) {
                nodes.forEach(CrashingNode::awaitServing);
            }
        } while (System.nanoTime() < end);
        nodes.forEach(CrashingNode::awaitServing);
        load.awaitPromises(20);
    }

    private void hold(MoodyTarget target, CrashingNode node) {
        Collection<Promise> promises = load.end();
        HeldPromises held = new HeldPromises(target, node.uri());
        try {
            held.hold(promises);
            assertTrue(
                    load.refusals().stream().allMatch(refusal -> refusal.equals("503 storage-unavailable")),
                    "refused otherwise: " + load.refusals());
        } finally {
            System.out.printf(
                    "CrashTest, seed %d: %d kills, %d promises; %s; refused: %s%n",
                    seed, kills, promises.size(), held, load.refusals());
        }
    }
}
