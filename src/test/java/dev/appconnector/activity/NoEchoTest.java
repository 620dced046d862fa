package dev.appconnector.activity;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.json.StrictJson;
import dev.appconnector.problem.Problem;
import dev.appconnector.vault.Secret;
import dev.appconnector.web.ProblemJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Feeds both readers with documents that are broken in thousands of ways, and looks for their text in the problems. */
class NoEchoTest {

    private static final String MARKER = "zQ7 marker";
    private static final String ACTIVITY = """
            {"connector":"zQ7 marker","method":"zQ7 marker","path":"/zQ7 marker","headers":{"X-A":"zQ7 marker",
            "Content-Type":"text/plain; charset=zQ7 marker"},"body":{"zQ7 marker":["zQ7 marker",{"a":zQ7 marker}]},
            "bodyBase64":"zQ7 marker","timeout":"zQ7 marker","waitForResult":"zQ7 marker"}""";
    private static final String DOCUMENT = """
            {"name":"zQ7 marker","kind":"zQ7 marker","secret":"zQ7 marker","count":"zQ7 marker","on":"zQ7 marker",
            "at":"zQ7 marker","id":"zQ7 marker","texts":["zQ7 marker","\\ud800zQ7 marker"],"map":{"a":"zQ7 marker"},
            "nested":{"name":["zQ7 marker"],"zQ7 marker":1}}""";
    private static final List<String> BITS = List.of(
            "",
            "\"",
            "\\",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "1",
            "null",
            "true",
            "\u0000",
            "\n",
            "zQ7 marker",
            "\"zQ7 marker\"",
            "\\uzQ7 marker",
            "'",
            "\"zQ7 marker\":1,",
            "-",
            "1e999,");

    enum Kind {
        ONE
    }

    record Document(
            String name,
            Kind kind,
            Secret secret,
            int count,
            boolean on,
            Instant at,
            UUID id,
            List<String> texts,
            Map<String, String> map,
            Document nested) {}

    @Test
    void no_problem_of_an_activity_repeats_what_was_sent() {
        ActivityReader reader = new ActivityReader(Duration.ofSeconds(30), Duration.ofMinutes(5));
        breakAndRead(ACTIVITY, reader::read);
    }

    @Test
    void no_problem_of_a_management_document_repeats_what_was_sent() {
        breakAndRead(DOCUMENT, bytes -> StrictJson.read(bytes, Document.class));
    }

    private static void breakAndRead(String document, Consumer<byte[]> reader) {
        Random random = new Random(42);
        int problems = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] broken = broken(document, random);
            try {
                reader.accept(broken);
            } catch (Problem problem) {
                problems++;
                String said = problem.detail();
                String whole = new String(ProblemJson.of(problem), StandardCharsets.UTF_8) + problem;
                // What looks like a field's name may stand in a pointer; a piece of the marker can.
                assertFalse(
                        said.contains("zQ7") || said.contains("arker") || whole.contains(MARKER),
                        () -> whole + " for " + new String(broken, StandardCharsets.UTF_8));
                problem.errors().forEach(error -> assertFalse(error.message().contains("arker"), whole));
                assertFalse(said.contains("jackson") || said.contains("Exception"), said);
            }
        }
        assertTrue(problems > 10_000);
    }

    private static byte[] broken(String document, Random random) {
        String text = document;
        // Most values are made right, so that the reader comes further than the first that is wrong.
        for (String name :
                List.of("timeout", "waitForResult", "bodyBase64", "kind", "count", "on", "at", "id", "secret")) {
            if (random.nextInt(4) > 0) {
                text = text.replaceFirst("\"" + name + "\":\"zQ7 marker\",?", "");
            }
        }
        text = random.nextBoolean() ? text.replace("{\"a\":zQ7 marker}", "1") : text;
        for (int i = random.nextInt(3); i >= 0; i--) {
            int from = random.nextInt(text.length());
            int to = Math.min(text.length(), from + random.nextInt(4));
            text = text.substring(0, from) + BITS.get(random.nextInt(BITS.size())) + text.substring(to);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(8) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(8) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }
}
