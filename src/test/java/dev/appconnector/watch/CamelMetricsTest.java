package dev.appconnector.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.CallingTarget;
import dev.appconnector.testkit.FakeTarget;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Camel's own series are there where they are asked for. */
class CamelMetricsTest {

    @Test
    void camels_own_series_tell_of_routes_and_of_no_target(@TempDir Path data) {
        try (CallingTarget worker = CallingTarget.start(data, Map.of("appconnector.metrics.camel", "true"))) {
            worker.use(FakeTarget.http()).answer(Answer.json("{}"));
            assertEquals(200, worker.run("GET", "/a-path", "").status());

            Scrape scrape = Scrape.of(worker.program());
            assertTrue(scrape.text().contains("routeId=\"call-target\""), scrape.text());
            assertTrue(scrape.has("camel_exchange_event_notifier_seconds_count"), scrape.text());
            assertFalse(scrape.text().contains(CallingTarget.HOST));
            assertFalse(scrape.text().contains("a-path"));
        }
    }
}
