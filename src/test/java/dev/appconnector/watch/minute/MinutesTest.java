package dev.appconnector.watch.minute;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept of a day. */
class MinutesTest {

    private static final long MILLI = 1_000_000;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:30Z"));
    private final Minutes minutes = new Minutes(clock);

    private static UUID connector(int number) {
        return new UUID(0, number);
    }

    private void run(int connector, long millis, long targetMillis) {
        minutes.called(
                connector(connector), "c" + connector, Ending.ANSWERED, 200, millis * MILLI, targetMillis * MILLI);
    }

    private void next(int count) {
        for (int i = 0; i < count; i++) {
            clock.tick(Duration.ofMinutes(1));
            minutes.turn();
        }
    }

    @Test
    void a_run_is_in_the_minute_in_which_it_ended_and_a_connector_has_no_point_without_one() {
        run(1, 10, 8);
        next(2);
        run(1, 30, 20);
        run(1, 50, 20);
        run(2, 70, 20);

        Period period = minutes.last(4, 1);
        assertEquals(Instant.parse("2025-12-31T23:59:00Z"), period.from());
        assertEquals(List.of(0L, 1L, 0L, 3L), period.all().lists().get("runs"));
        Map<String, List<?>> busiest = period.busiest().get(0).points().lists();
        assertEquals(List.of(1, 3), busiest.get("minute"));
        assertEquals(List.of(1L, 2L), busiest.get("runs"));
        assertEquals(0, period.others().runs());
    }

    @Test
    void what_the_target_took_is_apart_from_what_was_added() {
        for (int i = 0; i < 100; i++) {
            run(1, i < 95 ? 100 : 200, i < 95 ? 90 : 195);
        }
        Map<String, Object> sum = minutes.last(1, 1).all().sum();

        assertNear(100, sum, "wholeP50");
        assertNear(100, sum, "wholeP95");
        assertNear(200, sum, "wholeP99");
        assertNear(90, sum, "targetP95");
        assertNear(195, sum, "targetP99");
        assertNear(10, sum, "addedP50");
    }

    private static void assertNear(double millis, Map<String, Object> sum, String name) {
        assertEquals(millis, (Double) sum.get(name), millis * 0.07, name);
    }

    @ParameterizedTest
    @CsvSource({"-5, 0", "0, 0", "999, 0", "1000, 1", "7999, 7", "8000, 8", "15999, 15", "16000, 16", "17999, 16"})
    void a_time_has_its_class_from_a_microsecond_on(long nanos, int timeClass) {
        assertEquals(timeClass, Layout.of(Layout.Share.WHOLE, nanos) - Layout.of(Layout.Share.WHOLE, 0));
    }

    @Test
    void every_time_up_to_nine_minutes_is_told_to_seven_percent_and_a_longer_one_as_that() {
        for (long micros = 10; micros < 500_000_000; micros += 1 + micros / 50) {
            long[] row = new long[Layout.LENGTH];
            row[Layout.of(Layout.Share.ADDED, micros * 1_000)]++;
            assertEquals(micros / 1e3, Layout.millis(row, Layout.Share.ADDED, 0.5), micros / 1e3 * 0.07);
        }
        assertEquals(Layout.of(Layout.Share.ADDED, Long.MAX_VALUE), Layout.of(Layout.Share.ADDED, 540_000_000_000L));
        assertEquals(Layout.LENGTH - 1, Layout.of(Layout.Share.ADDED, Long.MAX_VALUE));
    }

    @Test
    void a_day_is_kept_and_no_more() {
        run(1, 10, 8);
        next(Minutes.MOST - 1);
        assertEquals(1, minutes.last(Minutes.MOST, 1).all().runs());

        next(1);
        assertEquals(0, minutes.last(Minutes.MOST, 1).all().runs());
        clock.tick(Duration.ofDays(3));
        run(1, 10, 8);
        assertEquals(1, minutes.last(Minutes.MOST, 1).all().runs());
    }

    @Test
    void the_busiest_of_each_minute_are_kept_apart_and_the_others_summed() {
        for (int connector = 0; connector < Minutes.MOST_NAMED + 3; connector++) {
            run(connector, 10, 8);
            if (connector > 2) {
                run(connector, 10, 8);
            }
        }
        Period live = minutes.last(1, 1, 10);
        next(3);
        Period packed = minutes.last(4, 1, 10);

        for (Period period : List.of(live, packed)) {
            assertEquals(2L * Minutes.MOST_NAMED + 3, period.all().runs());
            List<Period.Named> busiest = period.busiest();
            assertEquals(10, busiest.size());
            assertTrue(busiest.stream().allMatch(one -> one.points().runs() == 2), busiest.toString());
            assertEquals(2L * (Minutes.MOST_NAMED - 10) + 3, period.others().runs());
        }
    }

    @Test
    void more_connectors_than_have_a_tally_lose_no_run() {
        int connectors = LiveMinute.MOST_TALLIES + 500;
        for (int connector = 0; connector < connectors; connector++) {
            run(connector, 10, 8);
        }

        assertEquals(connectors, minutes.last(1, 1).all().runs());
        assertEquals(
                connectors - Minutes.MOST_NAMED, minutes.last(1, 1).others().runs());
    }

    @Test
    void where_a_day_would_take_too_much_the_oldest_minutes_keep_their_sums_alone() {
        Minutes small = new Minutes(clock, 400);
        for (int minute = 0; minute < 20; minute++) {
            for (int connector = 0; connector < 10; connector++) {
                small.called(connector(connector), "c", Ending.ANSWERED, 200, 10 * MILLI, 8 * MILLI);
            }
            clock.tick(Duration.ofMinutes(1));
            small.turn();
        }

        Period period = small.last(30, 1, 50);
        assertEquals(200, period.all().runs());
        long apart =
                period.busiest().stream().mapToLong(one -> one.points().runs()).sum();
        assertTrue(apart >= 20 && apart < 100, Long.toString(apart));
        assertEquals(200, apart + period.others().runs());
    }

    @Test
    void a_step_joins_minutes_and_their_times() {
        run(1, 10, 8);
        minutes.queued(5);
        next(1);
        minutes.queued(2);
        for (int i = 0; i < 99; i++) {
            run(1, 1_000, 8);
        }
        next(1);

        Period period = minutes.last(3, 2);
        assertEquals(List.of(0, 2), period.all().lists().get("minute"));
        assertEquals(List.of(100L, 0L), period.all().lists().get("runs"));
        assertEquals(1_000, (Double) period.all().lists().get("wholeP50").get(0), 70);
        assertArrayEquals(new Long[] {5L, null}, period.queued());
    }

    @Test
    void a_connector_has_the_last_name_that_was_known_of_it() {
        minutes.ended(connector(1), "before", Ending.REFUSED);
        next(3);
        minutes.ended(connector(1), "after", Ending.REFUSED);

        assertEquals("after", minutes.last(10, 1).busiest().get(0).name());
    }

    @Test
    void runs_that_end_on_many_threads_while_minutes_turn_are_all_counted() throws Exception {
        int threads = 4;
        int each = 20_000;
        AtomicIntegerArray made = new AtomicIntegerArray(threads);
        ExecutorService counting = Executors.newFixedThreadPool(threads);
        for (int thread = 0; thread < threads; thread++) {
            int its = thread;
            counting.execute(() -> {
                for (int i = 0; i < each; i++) {
                    run(i % 7, 10, 8);
                    made.incrementAndGet(its);
                }
            });
        }
        counting.shutdown();
        int[] seen = new int[threads];
        while (!counting.isTerminated()) {
            boolean allWentOn = true;
            for (int thread = 0; thread < threads; thread++) {
                allWentOn &= made.get(thread) >= seen[thread] + 2 || made.get(thread) == each;
            }
            // As a minute is long, none counts in the one before the last any more.
            if (allWentOn && minutes.last(1, 1).from().isBefore(Instant.parse("2026-01-01T12:00:00Z"))) {
                Arrays.setAll(seen, made::get);
                next(1);
            }
        }
        assertTrue(counting.awaitTermination(1, TimeUnit.SECONDS));

        assertEquals((long) threads * each, minutes.last(1_440, 1).all().runs());
    }
}
