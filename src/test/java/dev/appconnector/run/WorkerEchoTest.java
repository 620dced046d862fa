package dev.appconnector.run;

import static dev.appconnector.testkit.CallingTarget.answered;
import static dev.appconnector.testkit.CallingTarget.failed;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.CallingTarget;
import dev.appconnector.testkit.FakeTarget;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** E6: who gets a connector's secret echoed again and again learns nothing more from it. */
class WorkerEchoTest {

    private static final int MOST = 20;

    private CallingTarget worker;
    private FakeTarget target;

    @BeforeEach
    void start(@TempDir Path data) {
        worker = CallingTarget.start(data);
        target = worker.use(FakeTarget.http());
    }

    @AfterEach
    void stop() {
        worker.close();
    }

    @Test
    void answers_with_masks_are_withheld_after_twenty_within_the_hour() {
        target.answer(Answer.ok().body("you sent " + CallingTarget.TOKEN));
        for (int i = 0; i < MOST; i++) {
            assertEquals("you sent ***", answered(worker.get()).get("body").textValue());
        }

        failed(worker.get(), 502, "target-response-invalid", "maybe");

        target.answer(Answer.ok().body("nothing of yours"));
        assertEquals("nothing of yours", answered(worker.get()).get("body").textValue());
    }

    @Test
    void an_echo_in_a_header_counts_too_and_each_connector_for_itself() {
        target.answer(Answer.ok().header("X-Echo", CallingTarget.TOKEN));
        for (int i = 0; i < MOST; i++) {
            answered(worker.get());
        }
        failed(worker.get(), 502, "target-response-invalid", "maybe");

        String other = worker.connector(
                Map.of("domain", worker.domain(), "auth", Map.of("type", "token", "value", CallingTarget.TOKEN)));

        answered(worker.by(other).get());
    }
}
