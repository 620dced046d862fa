package dev.appconnector.connector.auth;

import dev.appconnector.egress.domain.Domain;
import dev.appconnector.problem.Problem;
import dev.appconnector.problem.Problem.FieldError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The open fields of an {@code auth} as a caller wrote them; gathers what is wrong with them (D12). For one thread. */
public final class AuthFields {

    private static final int LONGEST = 2_048;

    private final Map<String, String> texts;
    private final BiFunction<String, String, Domain> urls;
    private final List<FieldError> faults;

    AuthFields(Map<String, String> texts, BiFunction<String, String, Domain> urls, List<FieldError> faults) {
        this.texts = texts;
        this.urls = urls;
        this.faults = faults;
    }

    /** @param otherwise where the field was not given */
    String text(String name, String otherwise) {
        return texts.getOrDefault(name, otherwise);
    }

    /** Without control characters, and not too long to be kept. */
    String plain(String name, String otherwise) {
        String text = text(name, otherwise);
        if (text.length() > LONGEST
                || !StandardCharsets.UTF_8.newEncoder().canEncode(text)
                || text.codePoints().anyMatch(Character::isISOControl)) {
            fault(name, "D12: up to 2048 characters of Unicode, none of them a control character.");
            return otherwise;
        }
        return text;
    }

    /** The same of one that must be there; empty where it is not. */
    String required(String name) {
        String text = plain(name, "");
        if (text.isEmpty() && texts.getOrDefault(name, "").isEmpty()) {
            fault(name, "D12: the field is required.");
        }
        return text;
    }

    /** A URL that secrets go to, held against the rules of a domain, in its canonical form; empty where it is at fault. */
    String url(String name) {
        if (!texts.containsKey(name)) {
            fault(name, "D12: the field is required.");
            return "";
        }
        try {
            return urls.apply(texts.get(name), "/auth/" + name).toString();
        } catch (Problem e) {
            faults.addAll(e.errors());
            return "";
        }
    }

    void fault(String field, String message) {
        faults.add(new FieldError("/auth/" + field, message));
    }

    /** Whether that is a character of a header's value. */
    public static boolean isVisibleOrSpace(int c) {
        return c >= 0x20 && c < 0x7F;
    }
}
