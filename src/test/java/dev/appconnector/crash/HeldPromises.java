package dev.appconnector.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.crash.Load.Promise;
import dev.appconnector.crash.MoodyTarget.Delivery;
import dev.appconnector.crash.MoodyTarget.Mood;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Holds what was promised against what the target got and against what the nodes say of it. */
final class HeldPromises {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Caller caller = new Caller();
    private final MoodyTarget target;
    private final URI node;
    private int requests;
    private int repeated;
    private int unknown;

    HeldPromises(MoodyTarget target, URI node) {
        this.target = target;
        this.node = node;
    }

    /** Waits for the end of each run, and fails where one is not as was promised. */
    void hold(Collection<Promise> promises) {
        promises.forEach(this::hold);
    }

    private void hold(Promise promise) {
        String state = ended(promise);
        List<Delivery> deliveries = target.of(promise.number());
        // A node may be killed when it has claimed a run and not sent it yet: whether it has, the next one cannot know.
        assertTrue(deliveries.size() > 0 || state.equals("unknown"), "never delivered: " + promise);
        deliveries.forEach(delivery ->
                assertEquals(promise.run(), delivery.idempotencyKey(), "the key of another run in " + deliveries));
        requests += deliveries.size();
        repeated += Math.max(0, deliveries.size() - 1);
        if (promise.connector().equals(Load.SAFE)) {
            // What was answered 503 has ended for certain; everything else may have been done.
            deliveries.stream()
                    .limit(Math.max(0, deliveries.size() - 1))
                    .forEach(delivery ->
                            assertEquals(Mood.UNAVAILABLE, delivery.mood(), promise + " was repeated: " + deliveries));
            unknown += state.equals("unknown") ? 1 : 0;
        }
    }

    private String ended(Promise promise) {
        List<String> ends =
                promise.connector().equals(Load.SAFE) ? List.of("succeeded", "unknown") : List.of("succeeded");
        Optional<Reply> shown = Await.until(
                "the end of " + promise,
                PATIENCE,
                () -> caller.get(node, "/worker/runs/" + promise.run()),
                answer -> answer.isPresent()
                        && !answer.get().json().path("endedAt").isNull());
        JsonNode run = shown.orElseThrow().json();
        assertTrue(ends.contains(run.path("state").asText()), promise + " ended as " + run);
        return run.path("state").asText();
    }

    @Override
    public String toString() {
        return "%d requests, of which %d repeated one; %d runs ended unknown".formatted(requests, repeated, unknown);
    }
}
