package dev.appconnector.audit;

import static dev.appconnector.testkit.CallingTarget.answered;
import static dev.appconnector.testkit.CallingTarget.failed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.CallingTarget;
import dev.appconnector.testkit.FakeTarget;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs leave an entry where a secret came back (E6) or a destination was refused, and nowhere else. */
class AuditedRunsTest {

    private static final String ECHOED = "secret.echoed";
    private static final String REFUSED = "destination.refused";

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

    private static long sum(List<JsonNode> entries) {
        return entries.stream()
                .mapToLong(entry -> entry.get("count").longValue())
                .sum();
    }

    private void assertAbout(String run, JsonNode entry) {
        assertEquals(run, entry.get("run").textValue());
        assertEquals(worker.connector(), entry.at("/object/id").textValue());
        assertEquals("Target 1", entry.at("/object/name").textValue());
        assertTrue(entry.at("/actor/id").textValue().startsWith("key:"), entry.toString());
    }

    @Test
    void E6_an_echoed_secret_is_audited_with_its_run_its_connector_and_the_number_of_places() {
        target.answer(Answer.ok()
                .header("X-Echo", CallingTarget.TOKEN)
                .body("%1$s and again %1$s".formatted(CallingTarget.TOKEN)));
        String run = answered(worker.get()).get("id").textValue();

        JsonNode entry = Audited.await(worker.program(), ECHOED, entries -> !entries.isEmpty())
                .get(0);

        assertAbout(run, entry);
        assertEquals(3, entry.get("count").longValue());
        assertEquals("masked", entry.get("outcome").textValue());
        assertFalse(entry.toString().contains(CallingTarget.TOKEN));
    }

    @Test
    void E6_answers_that_are_withheld_are_audited_as_that_and_all_hits_are_counted() {
        target.answer(Answer.ok().body("you sent " + CallingTarget.TOKEN));
        for (int i = 0; i < 20; i++) {
            answered(worker.get());
        }
        failed(worker.get(), 502, "target-response-invalid", "maybe");
        worker.program().restart();

        List<JsonNode> entries = Audited.entriesOf(worker.program(), ECHOED);

        assertEquals(21, sum(entries));
        List<JsonNode> withheld = entries.stream()
                .filter(entry -> entry.get("outcome").textValue().equals("withheld"))
                .toList();
        assertEquals(1, sum(withheld));
        assertTrue(entries.size() <= 2 * (Sampling.FIRST + 1) + 1, entries.toString());
    }

    @Test
    void a_refused_destination_is_audited_whether_somebody_waits_or_not() {
        worker.program().resolver().host(CallingTarget.HOST, "10.0.0.1");
        String run = failed(worker.get(), 403, "destination-refused", "no")
                .get("runId")
                .textValue();

        JsonNode waited = Audited.await(worker.program(), REFUSED, entries -> entries.size() == 1)
                .get(0);
        assertAbout(run, waited);
        assertEquals("refused", waited.get("outcome").textValue());
        assertFalse(waited.toString().contains("10.0.0.1"));

        String queued = worker.run("GET", "/", "\"waitForResult\":false")
                .json()
                .get("id")
                .textValue();
        assertAbout(
                queued,
                Audited.await(worker.program(), REFUSED, entries -> entries.size() == 2)
                        .get(0));
    }

    @Test
    void a_destination_that_the_guard_refuses_is_audited_and_an_explanation_of_it_is_none() {
        String activity = worker.activity("GET", "/", "");
        worker.program()
                .rows()
                .sql("update connector set domain = 'http://10.1.2.3'")
                .update();
        worker.program()
                .rows()
                .sql("update change_counter set changes = changes + 1")
                .update();
        worker.program().restart();
        assertEquals(200, worker.program().post("/worker/explain", activity).status());

        assertEquals("destination-refused", worker.get().problem());

        worker.program().restart();
        assertEquals(1, Audited.entriesOf(worker.program(), REFUSED).size());
    }

    @Test
    void a_run_in_which_nothing_comes_up_gives_the_audit_nothing_to_do() {
        long before = Audited.count(worker.program());
        for (int i = 0; i < 20; i++) {
            answered(worker.get());
        }
        target.answer(Answer.status(401));
        answered(worker.get());
        target.next(Answer.reset());
        assertEquals(502, worker.get().status());
        worker.program().restart();

        assertEquals(before, Audited.count(worker.program()));
    }
}
