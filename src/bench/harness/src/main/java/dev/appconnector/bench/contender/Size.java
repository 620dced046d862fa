package dev.appconnector.bench.contender;

import java.nio.charset.StandardCharsets;

/** What the target is asked, the same 170 bytes each time, and what it answers. */
public enum Size {
    SMALL("120 B", 120),
    TEN_KB("10 KB", 10_240),
    ONE_MB("1 MB", 1_048_576);

    private static final String REQUEST = """
            {"subject":"The printer is on fire","priority":3,"owner":"ada","queue":"first line",\
            "text":"It burns since this morning, and nobody has put it out so far. Please hurry."}""";
    private static final String CASE = """
            {"id":1,"subject":"The printer is on fire","status":"open","priority":3,"owner":"ada","queue":"first line"}""";

    private final String label;
    private final String answer;

    Size(String label, int bytes) {
        this.label = label;
        this.answer = answer(bytes);
    }

    /** An array of cases, filled up with white space at its end to the very length. */
    private static String answer(int bytes) {
        StringBuilder json = new StringBuilder("[" + CASE);
        while (json.length() + CASE.length() + 2 <= bytes) json.append(',').append(CASE);
        return json.append(" ".repeat(bytes - 1 - json.length())).append(']').toString();
    }

    public static String request() {
        return REQUEST;
    }

    /** How it is called in the tables. */
    public String label() {
        return label;
    }

    public String answer() {
        return answer;
    }

    public String path() {
        return "/" + fileName();
    }

    String fileName() {
        return "answer-" + answer.getBytes(StandardCharsets.UTF_8).length;
    }
}
