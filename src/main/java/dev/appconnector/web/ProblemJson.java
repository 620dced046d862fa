package dev.appconnector.web;

import dev.appconnector.json.JsonBytes;
import dev.appconnector.problem.Problem;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Writes a {@link Problem} as RFC 9457 has it, for {@code application/problem+json}. */
public final class ProblemJson {

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final List<String> PHASES =
            List.of("queueMs", "dnsMs", "connectMs", "tlsMs", "firstByteMs", "totalMs");
    private static final Comparator<Map.Entry<String, Long>> AS_TIME_PASSES = Comparator.comparingInt(
                    (Map.Entry<String, Long> timing) -> place(timing.getKey()))
            .thenComparing(Map.Entry.comparingByKey());

    private ProblemJson() {}

    public static byte[] of(Problem problem) {
        JsonBytes json = new JsonBytes(512);
        json.raw("{\"type\":").string(problem.type().urn());
        json.raw(",\"title\":").string(problem.type().title());
        json.raw(",\"status\":").number(problem.type().status());
        json.raw(",\"detail\":").string(problem.detail());
        if (problem.runId() != null) {
            json.raw(",\"runId\":").string(problem.runId().toString());
        }
        if (problem.sent() != null) {
            json.raw(problem.sent() == Problem.Sent.NO ? ",\"sent\":\"no\"" : ",\"sent\":\"maybe\"");
        }
        errors(json, problem.errors());
        timings(json, problem.timings());
        return json.raw("}").toArray();
    }

    private static void errors(JsonBytes json, List<Problem.FieldError> errors) {
        String before = ",\"errors\":[";
        for (Problem.FieldError error : errors) {
            json.raw(before).raw("{\"field\":").string(error.field());
            json.raw(",\"message\":").string(error.message()).raw("}");
            before = ",";
        }
        json.raw(errors.isEmpty() ? "" : "]");
    }

    private static void timings(JsonBytes json, Map<String, Long> timings) {
        String before = ",\"timings\":{";
        for (Map.Entry<String, Long> timing :
                timings.entrySet().stream().sorted(AS_TIME_PASSES).toList()) {
            json.raw(before).string(timing.getKey()).raw(":").number(timing.getValue());
            before = ",";
        }
        json.raw(timings.isEmpty() ? "" : "}");
    }

    private static int place(String phase) {
        int place = PHASES.indexOf(phase);
        return place < 0 ? PHASES.size() : place;
    }
}
