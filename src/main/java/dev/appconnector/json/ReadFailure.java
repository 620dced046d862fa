package dev.appconnector.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.appconnector.problem.Problem;
import dev.appconnector.vault.Secret;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;

/** Turns what Jackson says of a document into a problem that names the place and repeats none of the text. */
final class ReadFailure {

    private ReadFailure() {}

    static Problem problem(JsonParser json, JsonProcessingException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                return problem; // the record's own
            }
            if (cause instanceof InputCoercionException) {
                return JsonRules.malformed(pointer(failure), "The number is out of range (J4). Send a smaller one.");
            }
            if (cause instanceof StreamReadException || cause instanceof StreamConstraintsException) {
                return unreadable(json, (JsonProcessingException) cause, pointer(failure));
            }
        }
        if (json.currentToken() == null) {
            return JsonRules.malformed("", "The request is empty (J1). Send a JSON object.");
        }
        return JsonRules.malformed(pointer(failure), message(failure));
    }

    /** Where quotes are missing, a text may be taken for a name: of broken syntax only fields that are known are named. */
    private static Problem unreadable(JsonParser json, JsonProcessingException failure, String pointer) {
        if (failure.getOriginalMessage().startsWith("Duplicate field")) {
            return JsonRules.malformed(
                    pointer(json.getParsingContext()), "The field stands here twice (J2). Send it once.");
        }
        return JsonRules.unreadable(json, failure, pointer);
    }

    private static String message(JsonProcessingException failure) {
        if (failure instanceof UnrecognizedPropertyException) {
            return "The field is unknown (J3). Leave it out.";
        }
        if (failure instanceof InvalidFormatException format
                && format.getValue() instanceof String
                && isText(format.getTargetType())) {
            return "The value is not one that this field takes (J4). Send one as the API document has it.";
        }
        if (failure instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            return "The value has the wrong type (J4). Send %s.".formatted(inWords(mismatch.getTargetType()));
        }
        return "The value is not valid (J4). Send it as the API document has it.";
    }

    private static String inWords(Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            boolean fraction = type == double.class || type == float.class || type == Double.class;
            return fraction || type == Number.class ? "a number" : "a whole number";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "a list";
        }
        return isText(type) ? "a text" : "an object";
    }

    private static boolean isText(Class<?> type) {
        return CharSequence.class.isAssignableFrom(type)
                || type == Secret.class
                || type == Instant.class
                || type == UUID.class
                || type.isEnum();
    }

    private static String pointer(JsonProcessingException failure) {
        String pointer = "";
        if (failure instanceof JsonMappingException mapping) {
            for (JsonMappingException.Reference step : mapping.getPath()) {
                pointer = step.getFieldName() == null
                        ? Pointer.child(pointer, step.getIndex())
                        : Pointer.child(pointer, step.getFieldName());
            }
        }
        return pointer;
    }

    private static String pointer(JsonStreamContext context) {
        if (context == null || context.inRoot()) {
            return "";
        }
        String parent = pointer(context.getParent());
        if (context.inArray()) {
            return context.hasCurrentIndex() ? Pointer.child(parent, context.getCurrentIndex()) : parent;
        }
        return context.hasCurrentName() ? Pointer.child(parent, context.getCurrentName()) : parent;
    }
}
