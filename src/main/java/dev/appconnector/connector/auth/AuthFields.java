package dev.appconnector.connector.auth;

import dev.appconnector.egress.domain.Domain;
import dev.appconnector.problem.Problem;
import dev.appconnector.problem.Problem.FieldError;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The open fields of an {@code auth} as a caller wrote them; gathers what is wrong with them (D12). For one thread. */
public final class AuthFields {

    private static final int LONGEST = 2_048;

    private final Map<String, String> texts;
    private final Map<String, List<String>> lists;
    private final BiFunction<String, String, Domain> urls;
    private final List<FieldError> faults;

    AuthFields(
            Map<String, String> texts,
            Map<String, List<String>> lists,
            BiFunction<String, String, Domain> urls,
            List<FieldError> faults) {
        this.texts = texts;
        this.lists = lists;
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

    List<String> list(String name, List<String> otherwise) {
        return lists.getOrDefault(name, otherwise);
    }

    /** One of these words, the first where none was given. */
    String oneOf(String name, String... words) {
        String word = text(name, words[0]);
        if (!Arrays.asList(words).contains(word)) {
            fault(name, "D12: use \"" + String.join("\" or \"", words) + "\".");
        }
        return word;
    }

    /** A text as {@link #plain}, null where there is none. */
    String optional(String name) {
        String text = plain(name, "");
        return text.isBlank() ? null : text;
    }

    /** The scope that a token is asked for; null where there is none. */
    String scope() {
        String scope = optional("scope");
        if (scope != null && !scope.chars().allMatch(AuthFields::isVisibleOrSpace)) {
            fault("scope", "D12: a scope is visible ASCII, with a space between two.");
        }
        return scope;
    }

    /** What stands before a credential in its header. */
    String prefix(String otherwise) {
        String prefix = text("prefix", otherwise);
        if (prefix.length() > 128
                || !prefix.chars().allMatch(AuthFields::isVisibleOrSpace)
                || !prefix.equals(prefix.strip())) {
            fault("prefix", "D12: a prefix is up to 128 visible ASCII characters, without space around it.");
        }
        return prefix;
    }

    void fault(String field, String message) {
        faults.add(new FieldError("/auth/" + field, message));
    }

    /** Whether that is a character of a header's value. */
    public static boolean isVisibleOrSpace(int c) {
        return c >= 0x20 && c < 0x7F;
    }
}
