package dev.appconnector.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.LoggedLines;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Nothing that a caller or a target says can look like a line of the log that it is not. */
class LogLinesTest {

    private static final String FORGED = "2026-01-01T00:00:00.000Z INFO  KeyRing: forged";

    private static List<String> logged(String message, Throwable thrown) {
        try (LoggedLines log = new LoggedLines()) {
            LoggerFactory.getLogger(LogLinesTest.class).warn(message, thrown);
            assertEquals(1, log.events().size());
            return log.events().get(0).lines().toList();
        }
    }

    @Test
    void a_message_stays_on_its_line() {
        List<String> lines = logged("a\r\n" + FORGED + "\u001b[2J\u0085\u2028\u202e", null);

        assertEquals(1, lines.size());
        assertTrue(lines.get(0).endsWith("a??" + FORGED + "?[2J???"), lines.get(0));
    }

    @Test
    void an_exceptions_message_and_its_causes_begin_no_line_of_their_own() {
        String poison = "x\r\n" + FORGED + "\n" + FORGED + "\r" + FORGED + "\u001b[2J\u2028";
        Exception thrown = new IllegalStateException(poison, new IllegalArgumentException(poison));
        thrown.addSuppressed(new IllegalArgumentException(poison));

        List<String> lines = logged("plain", thrown);

        assertTrue(lines.get(0).endsWith("LogLinesTest: plain"), lines.get(0));
        assertTrue(lines.get(1).startsWith("java.lang.IllegalStateException: x??2026"), lines.get(1));
        assertTrue(
                lines.stream()
                        .skip(2)
                        .allMatch(line -> line.startsWith("\t") || line.startsWith("Caused by: java.lang.Illegal")),
                lines.toString());
        assertTrue(lines.stream().noneMatch(line -> line.indexOf(0x1b) >= 0), lines.toString());
        assertEquals(
                1, lines.stream().filter(line -> line.startsWith("Caused by: ")).count());
    }
}
