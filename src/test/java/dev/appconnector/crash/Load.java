package dev.appconnector.crash;

import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Callers who do not wait: each posts one run after another, to the nodes in turn, and notes what a 202 promised. A run that
 * got none is given up, and the next one has another number. Thread-safe.
 */
final class Load {

    /** The connector whose runs are sent again until it is known how they ended. */
    static final String ANY = "any";

    /** The connector whose runs are not sent again where they may have arrived. */
    static final String SAFE = "safe";

    /** What a 202 promised to the run of that number. */
    record Promise(int number, String run, String connector) {}

    private static final int CALLERS = 6;
    private static final int MOST_OPEN = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Caller caller = new Caller();
    private final Map<Integer, Promise> promises = new ConcurrentHashMap<>();
    private final Set<Integer> open = ConcurrentHashMap.newKeySet();
    private final Set<String> refusals = ConcurrentHashMap.newKeySet();
    private final AtomicInteger numbers = new AtomicInteger();
    private final List<CompletableFuture<Void>> callers = new ArrayList<>();
    private volatile boolean stopped;

    /** Makes the two connectors. */
    void makeConnectors(CrashingNode node, String domain) {
        for (String name : List.of(ANY, SAFE)) {
            Reply made = caller.post(
                            node.uri(),
                            "/api/connectors",
                            Map.of(
                                    "name",
                                    name,
                                    "domain",
                                    domain,
                                    "auth",
                                    Map.of("type", "token", "value", "a-long-enough-token"),
                                    "delivery",
                                    Map.of("firstDelay", 100, "maxDelay", 1_000, "maxAttempts", 1_000, "repeat", name)))
                    .orElseThrow();
            if (made.status() != 201) {
                throw new IllegalStateException("The connector was not made: " + made.text());
            }
        }
    }

    void begin(List<CrashingNode> nodes) {
        for (int i = 0; i < CALLERS; i++) {
            callers.add(CompletableFuture.runAsync(() -> call(nodes), task -> new Thread(task, "caller").start()));
        }
    }

    private void call(List<CrashingNode> nodes) {
        while (!stopped) {
            Await.until("fewer open promises", PATIENCE, open::size, count -> count < MOST_OPEN || stopped);
            Await.until("a 202", PATIENCE, () -> stopped || post(nodes), done -> done);
        }
    }

    private boolean post(List<CrashingNode> nodes) {
        int number = numbers.incrementAndGet();
        String connector = number % 3 == 0 ? SAFE : ANY;
        if (connector.equals(ANY)) {
            // Of the others some end without ever having been sent.
            open.add(number);
        }
        Optional<Reply> reply =
                caller.post(nodes.get(number % nodes.size()).uri(), "/worker/runs", run(number, connector));
        if (reply.isPresent() && reply.get().status() == 202) {
            promises.put(
                    number, new Promise(number, reply.get().json().get("id").textValue(), connector));
            return true;
        }
        open.remove(number);
        reply.ifPresent(refusal -> refusals.add(refusal.status() + " " + kind(refusal)));
        return false;
    }

    private static String kind(Reply refusal) {
        return "application/problem+json".equals(refusal.header("Content-Type")) ? refusal.problem() : refusal.text();
    }

    private static Map<String, ?> run(int number, String connector) {
        return Map.of(
                "connector",
                connector,
                "method",
                "POST",
                "path",
                "/x",
                "timeout",
                1_000,
                "waitForResult",
                false,
                "body",
                Map.of("number", number));
    }

    /** Tells that the target has got the run of that number. */
    void delivered(int number) {
        open.remove(number);
    }

    /** Waits until there are so many promises more than now. */
    void awaitPromises(int more) {
        int wanted = promises.size() + more;
        Await.until(more + " more promises", PATIENCE, this::state, state -> promises.size() >= wanted);
    }

    private String state() {
        return "%d promises, %d of them open, %d callers ended, refused: %s"
                .formatted(
                        promises.size(),
                        open.size(),
                        callers.stream().filter(CompletableFuture::isDone).count(),
                        refusals());
    }

    /** Ends the callers; fails where one of them failed. */
    Collection<Promise> end() {
        stopped = true;
        callers.forEach(CompletableFuture::join);
        return new TreeMap<>(promises).values();
    }

    /** Each way in which a run was refused, as status and problem: never anything that a crash does not explain. */
    Set<String> refusals() {
        return new TreeSet<>(new HashSet<>(refusals));
    }
}
