package dev.appconnector.activity.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.appconnector.json.Pointer;
import dev.appconnector.problem.Problem.FieldError;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is right for the parameters of a saved activity, before any run. For one document. */
final class ParameterRules {

    private static final int MOST = 100;
    private static final int MOST_VALUES = 100;
    private static final int LONGEST_VALUE = 1_000;
    private static final int LONGEST_PATTERN = 500;
    private static final long LONGEST_TEXT = 10_485_760;
    private static final int MOST_DIGITS = 1_000;
    private static final Set<String> TYPES = Set.of("string", "integer", "number", "boolean");

    private final List<FieldError> faults = new ArrayList<>();

    /** All that is wrong with them; empty where nothing is. */
    static List<FieldError> faults(Map<String, Parameter> parameters) {
        ParameterRules rules = new ParameterRules();
        if (parameters.size() > MOST) {
            return List.of(new FieldError("/parameters", "V1: use at most %d parameters.".formatted(MOST)));
        }
        parameters.forEach(rules::check);
        return rules.faults;
    }

    private void check(String name, Parameter parameter) {
        String place = Pointer.child("/parameters", name);
        if (!name.matches(Parameter.NAME)) {
            fault(place, "V1: a parameter's name has 1 to 63 letters, digits, _ and -, and begins with a letter or _.");
            return;
        }
        if (parameter == null) {
            fault(place, "V1: a parameter is an object with a type.");
            return;
        }
        if (parameter.type() == null || !TYPES.contains(parameter.type())) {
            fault(place + "/type", "V1: use \"string\", \"integer\", \"number\" or \"boolean\".");
            return;
        }
        checkText(place, parameter);
        checkNumbers(place, parameter);
        checkValues(place, parameter);
    }

    private void checkText(String place, Parameter parameter) {
        if (!parameter.type().equals("string")) {
            refuse(place + "/minLength", parameter.minLength(), "a string");
            refuse(place + "/maxLength", parameter.maxLength(), "a string");
            refuse(place + "/pattern", parameter.pattern(), "a string");
            return;
        }
        checkLength(place + "/minLength", parameter.minLength());
        checkLength(place + "/maxLength", parameter.maxLength());
        if (parameter.minLength() != null
                && parameter.maxLength() != null
                && parameter.minLength() > parameter.maxLength()) {
            fault(place + "/maxLength", "V1: maxLength is below minLength.");
        }
        if (parameter.pattern() != null) {
            checkPattern(place + "/pattern", parameter.pattern());
        }
    }

    private void checkLength(String place, Long length) {
        if (length != null && (length < 0 || length > LONGEST_TEXT)) {
            fault(place, "V1: a length is 0 to %d.".formatted(LONGEST_TEXT));
        }
    }

    private void checkPattern(String place, String pattern) {
        if (pattern.length() > LONGEST_PATTERN) {
            fault(place, "V1: a pattern has at most %d characters.".formatted(LONGEST_PATTERN));
            return;
        }
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException notOne) {
            fault(place, "V1: this is no regular expression of RE2, which has no look-around and no back reference.");
        }
    }

    private void checkNumbers(String place, Parameter parameter) {
        if (!parameter.type().equals("integer") && !parameter.type().equals("number")) {
            refuse(place + "/minimum", parameter.minimum(), "a number");
            refuse(place + "/maximum", parameter.maximum(), "a number");
            return;
        }
        boolean low = isBounded(place + "/minimum", parameter.minimum());
        boolean high = isBounded(place + "/maximum", parameter.maximum());
        if (low
                && high
                && parameter.minimum() != null
                && parameter.maximum() != null
                && parameter.minimum().compareTo(parameter.maximum()) > 0) {
            fault(place + "/maximum", "V1: maximum is below minimum.");
        }
    }

    private boolean isBounded(String place, BigDecimal number) {
        if (number == null || Math.abs((long) number.scale()) <= MOST_DIGITS) {
            return true;
        }
        fault(place, "V1: the number is out of range.");
        return false;
    }

    private void checkValues(String place, Parameter parameter) {
        List<JsonNode> values = parameter.values();
        if (values != null && (values.isEmpty() || values.size() > MOST_VALUES)) {
            fault(place + "/enum", "V1: list 1 to %d values.".formatted(MOST_VALUES));
        } else if (values != null) {
            for (int i = 0; i < values.size(); i++) {
                checkValue(place + "/enum/" + i, parameter, values.get(i));
            }
        }
        if (parameter.ifMissing() != null) {
            checkValue(place + "/default", parameter, parameter.ifMissing());
        }
    }

    private void checkValue(String place, Parameter parameter, JsonNode value) {
        if (!parameter.isOfType(value)) {
            fault(place, "V1: the value is not of the parameter's type.");
        } else if (value.asText().length() > LONGEST_VALUE) {
            fault(place, "V1: the value is longer than %d characters.".formatted(LONGEST_VALUE));
        } else if (value.isNumber()) {
            isBounded(place, value.decimalValue());
        } else if (!Parameters.isWellFormed(value.asText())) {
            fault(place, "V1: the text holds half of a surrogate pair.");
        }
    }

    private void refuse(String place, Object given, String type) {
        if (given != null) {
            fault(place, "V1: only %s has this.".formatted(type));
        }
    }

    private void fault(String place, String message) {
        faults.add(new FieldError(place, message));
    }
}
