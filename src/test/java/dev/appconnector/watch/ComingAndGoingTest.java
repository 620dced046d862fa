package dev.appconnector.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.SettableClock;
import dev.appconnector.watch.minute.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long what is counted is shown. */
class ComingAndGoingTest {

    private static final UUID CONNECTOR = UUID.randomUUID();
    private static final long MILLI = 1_000_000;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:30Z"));
    private final RunCounts counts = new RunCounts(clock);
    private final DefaultCamelContext camel = new DefaultCamelContext();
    // Nothing is changed here, and so no name is read.
    private final Watch watch = new Watch(counts, new Queues(null, clock), null, Map::of, () -> 1, () -> 0);

    @BeforeEach
    void start() {
        camel.start();
        watch.show(camel);
    }

    @AfterEach
    void stop() {
        watch.close();
        camel.stop();
    }

    private void run(UUID connector, String name, long millis) {
        counts.began(connector, name);
        counts.called(connector, name, RunCounts.ANSWERED, 200, millis * MILLI, 0);
    }

    private void after(Duration length) {
        clock.tick(length);
        watch.look();
    }

    @Test
    void a_connectors_bean_and_series_come_with_its_first_run_and_go_after_an_hour_without_one() {
        ShownBean bean = ShownBean.ofConnector("Hourly");
        watch.look();
        assertFalse(bean.isThere());

        run(CONNECTOR, "Hourly", 5);
        watch.look();
        assertTrue(bean.isThere());

        after(Duration.ofHours(1));
        assertTrue(bean.isThere());
        run(CONNECTOR, "Hourly", 5);
        after(Duration.ofHours(1));
        assertEquals(2, counts.connectors().get(CONNECTOR).runs());

        after(Duration.ofMillis(1));
        assertFalse(bean.isThere());
        assertTrue(counts.connectors().isEmpty());
        assertEquals(2, counts.all().runs(), "the sums go on");
        run(CONNECTOR, "Hourly", 5);
        watch.look();
        assertTrue(bean.isThere());
    }

    @Test
    void a_name_that_another_connector_took_is_shown_once_the_first_is_gone() {
        UUID second = UUID.randomUUID();
        run(CONNECTOR, "Taken", 5);
        watch.look();
        run(second, "Taken", 5);
        run(second, "Taken", 5);
        watch.look();
        assertEquals(1.0, ShownBean.ofConnector("Taken").number("Runs"));

        counts.name(java.util.List.of(CONNECTOR, second), Map.of(second, "Taken"));
        watch.look();
        assertEquals(2.0, ShownBean.ofConnector("Taken").number("Runs"));
    }

    @Test
    void percentiles_are_those_of_the_last_five_minutes_and_of_the_one_under_way() {
        for (int millis = 1; millis <= 100; millis++) {
            run(CONNECTOR, "Timed", millis);
        }
        Counts timed = counts.connectors().get(CONNECTOR);
        assertEquals(50, timed.percentiles().p50(), 1);
        assertEquals(95, timed.percentiles().p95(), 1);
        assertEquals(99, timed.percentiles().p99(), 1);

        after(Duration.ofMinutes(5));
        run(CONNECTOR, "Timed", 1000);
        assertEquals(51, timed.percentiles().p50(), 1);
        after(Duration.ofMinutes(1));
        assertEquals(1000, timed.percentiles().p50(), 10);
        after(Duration.ofMinutes(30));
        assertEquals(0, timed.percentiles().p50());
    }

    @Test
    void no_more_connectors_are_counted_than_are_bounded_and_the_sums_count_all() {
        for (int i = 0; i <= RunCounts.MOST; i++) {
            run(UUID.randomUUID(), "c " + i, 1);
        }

        assertEquals(RunCounts.MOST, counts.connectors().size());
        assertEquals(RunCounts.MOST + 1, counts.all().runs());
    }

    @Test
    void who_asks_for_what_is_revoked_does_not_bring_it_back() {
        counts.endedUncalled(CONNECTOR, "Revoked", "connector-revoked", MILLI);

        assertTrue(counts.connectors().isEmpty());
        assertEquals(1, counts.all().runs(Ending.REFUSED));
    }
}
