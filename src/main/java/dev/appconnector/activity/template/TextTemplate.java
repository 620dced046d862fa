package dev.appconnector.activity.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A text with places for parameters' values. Only declared names are places; any other braces are text. What a value holds is
 * never looked at again. Immutable.
 */
public final class TextTemplate {

    private static final Pattern IN_A_PATH = Pattern.compile("\\{(" + Parameter.NAME + ")}");
    private static final Pattern ELSEWHERE = Pattern.compile("\\{\\{(" + Parameter.NAME + ")}}");

    private final List<Part> parts;

    /**
     * A piece of text, or a place.
     *
     * @param name of the parameter; null where it is text
     */
    private record Part(String text, String name) {}

    private TextTemplate(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** With places such as {@code {name}}. */
    public static TextTemplate ofPath(String text, Set<String> names) {
        return of(IN_A_PATH, text, names);
    }

    /** The parameters that are parts of the path itself, which its query is not. */
    public static Set<String> partsOfPath(String text, Set<String> names) {
        int question = text.indexOf('?');
        return ofPath(question < 0 ? text : text.substring(0, question), names).names();
    }

    /** With places such as {@code {{name}}}. */
    public static TextTemplate of(String text, Set<String> names) {
        return of(ELSEWHERE, text, names);
    }

    private static TextTemplate of(Pattern places, String text, Set<String> names) {
        List<Part> parts = new ArrayList<>();
        int end = 0;
        for (MatchResult place : places.matcher(text).results().toList()) {
            if (names.contains(place.group(1))) {
                addText(parts, text.substring(end, place.start()));
                parts.add(new Part(null, place.group(1)));
                end = place.end();
            }
        }
        addText(parts, text.substring(end));
        return new TextTemplate(parts);
    }

    private static void addText(List<Part> parts, String text) {
        if (!text.isEmpty()) {
            parts.add(new Part(text, null));
        }
    }

    /** The parameters that it has places for. */
    public Set<String> names() {
        return parts.stream()
                .map(Part::name)
                .filter(name -> name != null)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The one parameter that it consists of, or null. */
    String alone() {
        return parts.size() == 1 ? parts.get(0).name() : null;
    }

    /**
     * The text with the values' texts in their places.
     *
     * @param values one for each of {@link #names}
     * @param escape makes each of them what it may be there
     */
    public String filled(Map<String, JsonNode> values, UnaryOperator<String> escape) {
        StringBuilder filled = new StringBuilder();
        for (Part part : parts) {
            filled.append(part.name == null ? part.text : escape.apply(text(values.get(part.name))));
        }
        return filled.toString();
    }

    /** A value as text; that of a parameter without a value is empty. */
    public static String text(JsonNode value) {
        return value.isNull() ? "" : value.asText();
    }
}
