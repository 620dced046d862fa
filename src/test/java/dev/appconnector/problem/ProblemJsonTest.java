package dev.appconnector.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.appconnector.web.ProblemJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProblemJsonTest {

    @Test
    void a_plain_problem_has_the_members_of_rfc_9457() {
        assertEquals(
                "{\"type\":\"urn:appconnector:problem:not-found\",\"title\":\"There is nothing here\",\"status\":404,"
                        + "\"detail\":\"No \\\"such\\\" thing.\"}",
                text(new Problem(Problem.Type.NOT_FOUND, "No \"such\" thing.")));
    }

    @Test
    void wrong_fields_are_listed_each_with_its_pointer() {
        Problem problem = new Problem(
                Problem.Type.CONNECTOR_INVALID,
                "Two.",
                List.of(new Problem.FieldError("/a~1b", "x"), new Problem.FieldError("", "y")));
        assertEquals(
                ",\"errors\":[{\"field\":\"/a~1b\",\"message\":\"x\"},{\"field\":\"\",\"message\":\"y\"}]}",
                text(problem).substring(text(problem).indexOf(",\"errors\"")));
    }

    @Test
    void a_run_says_which_whether_it_was_sent_and_where_the_time_went() {
        UUID run = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
        Problem problem = new Problem(Problem.Type.DEADLINE_EXCEEDED, "Late.")
                .ofRun(run, Problem.Sent.MAYBE, Map.of("totalMs", 9L, "queueMs", 0L, "tlsMs", 3L, "dnsMs", 1L));
        assertEquals(
                "{\"type\":\"urn:appconnector:problem:deadline-exceeded\",\"title\":\"The deadline is exceeded\","
                        + "\"status\":504,\"detail\":\"Late.\",\"runId\":\"01890a5d-ac96-774b-bcce-b302099a8057\","
                        + "\"sent\":\"maybe\",\"timings\":{\"queueMs\":0,\"dnsMs\":1,\"tlsMs\":3,\"totalMs\":9}}",
                text(problem));
        assertEquals(true, text(problem.ofRun(run, Problem.Sent.NO, Map.of())).endsWith(",\"sent\":\"no\"}"));
    }

    private static String text(Problem problem) {
        return new String(ProblemJson.of(problem), StandardCharsets.UTF_8);
    }
}
