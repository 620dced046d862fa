package dev.appconnector.testkit.cases;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The cases that must fail today, since what they need does not exist yet, by id. The file has the reason on a line that
 * ends in a colon, and below it the ids, one a line, indented; {@code #} begins a comment.
 */
final class WaitingCases {

    private static final String FILE = "/security-cases/waiting.txt";

    private WaitingCases() {}

    /** The reasons, by id. */
    static Map<String, String> reasons() {
        Map<String, String> reasons = new TreeMap<>();
        String reason = "";
        for (String line : text().split("\n")) {
            String content = line.strip();
            if (content.isEmpty() || content.startsWith("#")) {
                continue;
            }
            if (content.endsWith(":")) {
                reason = content.substring(0, content.length() - 1);
            } else if (reason.isEmpty() || reasons.put(content, reason) != null) {
                throw new IllegalStateException(content + " has no reason, or stands twice in " + FILE + ".");
            }
        }
        return reasons;
    }

    private static String text() {
        try (InputStream file = WaitingCases.class.getResourceAsStream(FILE)) {
            return new String(file.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new IllegalStateException(FILE + " cannot be read.", e);
        }
    }
}
