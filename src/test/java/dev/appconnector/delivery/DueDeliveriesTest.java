package dev.appconnector.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.zaxxer.hikari.HikariDataSource;
import dev.appconnector.settings.Settings;
import dev.appconnector.storage.Database;
import dev.appconnector.storage.Statements;
import dev.appconnector.testkit.TestDatabase;
import dev.appconnector.watch.RunCounts;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever looks for what is due leaves the places that it has no use for to what is being accepted. */
class DueDeliveriesTest {

    private static final UUID CONNECTOR = new UUID(1, 1);
    private static final UUID OTHER = new UUID(2, 2);

    @TempDir
    private Path data;

    private final AtomicInteger asked = new AtomicInteger();
    private final DeliveryPlaces places = new DeliveryPlaces(64, new CountingClock(asked));

    /** A place is asked for by the clock's time. */
    private static final class CountingClock extends Clock {

        private final AtomicInteger asked;

        private CountingClock(AtomicInteger asked) {
            this.asked = asked;
        }

        @Override
        public Instant instant() {
            asked.incrementAndGet();
            return Instant.now();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private HikariDataSource open(TestDatabase kind) {
        Map<String, String> settings = new HashMap<>(kind.settings(data));
        settings.put("appconnector.data", data.toString());
        return Database.open(Settings.of(settings, Map.of()).database());
    }

    private static KeptRun run(UUID connector) {
        Instant now = Instant.now();
        return new KeptRun(
                UUID.randomUUID(),
                connector,
                null,
                "POST",
                "/",
                "key:1",
                Duration.ofSeconds(5),
                now,
                null,
                null,
                List.of(),
                0);
    }

    private static void keep(DeliveryStore store, UUID connector, Instant dueAt) {
        store.keep(new DeliveryStore.Accepted(run(connector), new byte[1], false, dueAt));
    }

    private List<?> claimed(DueDeliveries due) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        due.look(exchange);
        due.claim(exchange);
        return exchange.getMessage().getBody(List.class);
    }

    @ParameterizedTest
    @EnumSource
    void no_more_places_are_taken_than_deliveries_are_due(TestDatabase kind) {
        try (HikariDataSource database = open(kind);
                DeliveryStore store = new DeliveryStore(
                        new Statements(database),
                        UUID.randomUUID(),
                        Duration.ofDays(1),
                        ended -> {},
                        new RunCounts(Clock.systemUTC()),
                        () -> true)) {
            DueDeliveries due = new DueDeliveries(store, places, new ClaimedRuns(), () -> true, Clock.systemUTC());
            Instant now = Instant.now();
            keep(store, CONNECTOR, now.minusMillis(20));
            keep(store, CONNECTOR, now.minusMillis(10));
            keep(store, CONNECTOR, now.plusSeconds(60));
            keep(store, OTHER, now.plusSeconds(60));

            assertEquals(2, claimed(due).size());
            assertEquals(2, asked.get());

            assertEquals(0, claimed(due).size());
            assertEquals(2, asked.get(), "nothing is due any more");
        }
    }
}
