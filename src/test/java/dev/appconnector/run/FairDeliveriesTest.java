package dev.appconnector.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.OnBothDatabases;
import dev.appconnector.testkit.RunningAppConnector;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is queued for one connector does not keep another's from leaving. */
@OnBothDatabases
class FairDeliveriesTest extends KeptRuns {

    private static final int QUEUED = 150;

    FairDeliveriesTest(RunningAppConnector app) {
        super(app);
    }

    private List<String> queueMany(int timeout) {
        return IntStream.range(0, QUEUED)
                .mapToObj(i -> accepted(Map.of("timeout", timeout)))
                .toList();
    }

    @Test
    void a_target_that_hangs_holds_half_of_the_places_and_no_more() {
        target.answer(Answer.silence());
        queueMany(30_000);
        assertTrue(target.awaitRequests(32, PATIENCE));

        target.onHost("well.example", Answer.ok());
        String well = app.connector("well " + System.nanoTime(), "http://well.example", "another-long-token");
        for (int i = 0; i < 20; i++) {
            awaitState(accepted(Map.of("connector", well)), "succeeded");
        }

        long atTheHanging = target.requests().stream()
                .filter(request -> request.host().equals("crm.example"))
                .count();
        assertEquals(32, atTheHanging);
        app.call("DELETE", "/api/connectors/" + well, null);
    }

    @Test
    void what_a_hanging_target_kept_waiting_is_delivered_once_it_answers() {
        target.answer(Answer.silence());
        List<String> ids = queueMany(1_000);
        assertTrue(target.awaitRequests(32, PATIENCE));

        target.answer(Answer.ok());

        for (String id : ids) {
            JsonNode run = Await.until("its end", PATIENCE, () -> run(id), seen -> !seen.get("endedAt")
                    .isNull());
            assertEquals("succeeded", run.get("state").textValue(), run.toString());
        }
    }
}
