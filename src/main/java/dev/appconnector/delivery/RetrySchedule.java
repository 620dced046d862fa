package dev.appconnector.delivery;

import dev.appconnector.connector.Delivery;
import dev.appconnector.problem.Problem;
import dev.appconnector.run.RunState;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Decides after each attempt of a run that nobody waits for whether, and when, there is another. Thread-safe. */
final class RetrySchedule {

    /** Answers after which the same request may fare better. */
    private static final Set<Integer> PASSING_STATUSES = Set.of(401, 408, 425, 429);

    private static final Set<Problem.Type> PASSING_PROBLEMS = Set.of(
            Problem.Type.TARGET_UNREACHABLE,
            Problem.Type.DEADLINE_EXCEEDED,
            Problem.Type.CREDENTIAL_UNAVAILABLE,
            Problem.Type.CONNECTOR_BUSY,
            Problem.Type.OVERLOADED,
            Problem.Type.STORAGE_UNAVAILABLE,
            Problem.Type.SHUTTING_DOWN,
            Problem.Type.INTERNAL_ERROR);

    private static final Duration FAR = Duration.ofDays(365);

    private final RandomGenerator random;

    RetrySchedule(RandomGenerator random) {
        this.random = random;
    }

    /** What follows on an answer with this status. */
    static RunState afterAnswer(int status) {
        if (status >= 200 && status < 400) {
            return RunState.SUCCEEDED;
        }
        return status >= 500 || PASSING_STATUSES.contains(status) ? RunState.QUEUED : RunState.REJECTED;
    }

    /**
     * What follows on an attempt without an answer.
     *
     * @param repeatable whether what may have arrived may be sent again
     */
    static RunState afterProblem(Problem.Type problem, Problem.Sent sent, boolean repeatable) {
        if (problem == Problem.Type.CONNECTOR_REVOKED) {
            return RunState.CANCELLED;
        }
        if (problem == Problem.Type.CONNECTOR_PAUSED) {
            return RunState.QUEUED;
        }
        if (!PASSING_PROBLEMS.contains(problem)) {
            return RunState.REJECTED;
        }
        return sent == Problem.Sent.MAYBE && !repeatable ? RunState.UNKNOWN : RunState.QUEUED;
    }

    /**
     * The instant of the next attempt.
     *
     * @param attempts how many there have been
     * @param retryAfter what the target's header of that name says, or null
     * @return empty where the run's attempts or age are used up
     */
    Optional<Instant> next(Delivery delivery, Instant createdAt, int attempts, Instant now, String retryAfter) {
        if (attempts >= delivery.maxAttempts()) {
            return Optional.empty();
        }
        long ceiling = delivery.maxDelay();
        int doublings = Math.min(attempts - 1, 40);
        long longest = delivery.firstDelay() > ceiling >> doublings ? ceiling : delivery.firstDelay() << doublings;
        Instant next = now.plusMillis(1 + random.nextLong(longest));
        Instant asked = now.plus(asked(retryAfter, now));
        if (asked.isAfter(next)) {
            next = asked;
        }
        return next.isAfter(createdAt.plusMillis(delivery.maxAge())) ? Optional.empty() : Optional.of(next);
    }

    /** RFC 9110, 10.2.3: seconds or a date. What cannot be read asks for nothing. */
    private static Duration asked(String retryAfter, Instant now) {
        if (retryAfter == null) {
            return Duration.ZERO;
        }
        String text = retryAfter.strip();
        if (text.matches("[0-9]{1,9}")) {
            Duration seconds = Duration.ofSeconds(Long.parseLong(text));
            return seconds.compareTo(FAR) > 0 ? FAR : seconds;
        }
        try {
            Duration until = Duration.between(
                    now,
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return until.isNegative() ? Duration.ZERO : until;
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }
}
