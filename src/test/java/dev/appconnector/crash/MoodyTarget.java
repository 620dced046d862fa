package dev.appconnector.crash;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Behaviour;
import dev.appconnector.testkit.Connection;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.Recorded;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A target that mostly answers 200, now and then 503, slowly or not at all, and keeps book on what it got: by the number in
 * the body. Thread-safe.
 */
final class MoodyTarget implements AutoCloseable {

    /** How it took a request. */
    enum Mood {
        FINE,
        SLOW,
        UNAVAILABLE,
        HUNG_UP;

        private Behaviour behaviour() {
            return switch (this) {
                case FINE -> Answer.ok();
                case SLOW -> Answer.ok().delay(Duration.ofMillis(400));
                case UNAVAILABLE -> Answer.status(503);
                case HUNG_UP -> Answer.hangUp();
            };
        }
    }

    /** One request for a number. */
    record Delivery(String idempotencyKey, Mood mood) {}

    private static final Pattern NUMBER = Pattern.compile("\\{\"number\":(\\d+)[,}]");

    private final Map<Integer, List<Delivery>> deliveries = new ConcurrentHashMap<>();
    private final FakeTarget target = FakeTarget.http().answer(this::answer);
    private final Random moods;
    private final IntConsumer deliveredFirst;

    /** @param deliveredFirst told each number when it comes for the first time */
    MoodyTarget(long seed, IntConsumer deliveredFirst) {
        this.moods = new Random(seed);
        this.deliveredFirst = deliveredFirst;
    }

    FakeTarget target() {
        return target;
    }

    private void answer(Recorded request, Connection connection) throws IOException {
        Matcher number = NUMBER.matcher(request.bodyText());
        if (!number.lookingAt()) {
            throw new IllegalStateException("A request without a number: " + request);
        }
        Mood mood = mood();
        if (isFirst(Integer.parseInt(number.group(1)), new Delivery(request.header("Idempotency-Key"), mood))) {
            deliveredFirst.accept(Integer.parseInt(number.group(1)));
        }
        mood.behaviour().answer(request, connection);
    }

    private synchronized Mood mood() {
        int dice = moods.nextInt(100);
        return dice < 76 ? Mood.FINE : dice < 84 ? Mood.SLOW : dice < 92 ? Mood.UNAVAILABLE : Mood.HUNG_UP;
    }

    private synchronized boolean isFirst(int number, Delivery delivery) {
        List<Delivery> known = deliveries.computeIfAbsent(number, first -> new ArrayList<>());
        known.add(delivery);
        return known.size() == 1;
    }

    /** The requests for that number, in their order. */
    synchronized List<Delivery> of(int number) {
        return List.copyOf(deliveries.getOrDefault(number, List.of()));
    }

    @Override
    public void close() {
        target.close();
    }
}
