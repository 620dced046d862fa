package dev.appconnector.connector.auth;

import dev.appconnector.problem.Problem.FieldError;
import java.util.List;
import java.util.Map;

/** The open fields of an {@code auth} as a caller wrote them; gathers what is wrong with them (D12). For one thread. */
public final class AuthFields {

    private final Map<String, String> texts;
    private final List<FieldError> faults;

    AuthFields(Map<String, String> texts, List<FieldError> faults) {
        this.texts = texts;
        this.faults = faults;
    }

    /** @param otherwise where the field was not given */
    String text(String name, String otherwise) {
        return texts.getOrDefault(name, otherwise);
    }

    void fault(String field, String message) {
        faults.add(new FieldError("/auth/" + field, message));
    }

    /** Whether that is a character of a header's value. */
    public static boolean isVisibleOrSpace(int c) {
        return c >= 0x20 && c < 0x7F;
    }
}
