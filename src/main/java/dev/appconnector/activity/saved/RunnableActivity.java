package dev.appconnector.activity.saved;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.activity.SavedRequest;
import dev.appconnector.activity.template.BodyTemplate;
import dev.appconnector.activity.template.Parameters;
import dev.appconnector.activity.template.TextTemplate;
import dev.appconnector.egress.RequestTarget;
import dev.appconnector.json.JsonBytes;
import dev.appconnector.json.Pointer;
import dev.appconnector.problem.Problem;
import dev.appconnector.problem.Problem.FieldError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** One version of a saved activity, made ready to be run: its templates are taken apart once. Immutable. */
public final class RunnableActivity {

    private final SavedActivity activity;
    private final Parameters parameters;
    private final TextTemplate path;
    private final Map<String, TextTemplate> headers = new LinkedHashMap<>();
    private final BodyTemplate body;
    private final Set<String> inPath;
    private final Set<String> inHeaders = new HashSet<>();

    RunnableActivity(SavedActivity activity) {
        SavedActivity.Definition definition = activity.definition();
        this.activity = activity;
        this.parameters = Parameters.of(definition.parameters());
        Set<String> names = parameters.names();
        this.path = TextTemplate.ofPath(definition.path(), names);
        this.inPath = TextTemplate.partsOfPath(definition.path(), names);
        definition.headers().forEach((name, value) -> headers.put(name, TextTemplate.of(value, names)));
        headers.values().forEach(value -> inHeaders.addAll(value.names()));
        this.body = activity.body() == null
                ? null
                : BodyTemplate.of(
                        activity.body().getBytes(StandardCharsets.UTF_8), names, contentType(definition.headers()));
    }

    private static String contentType(Map<String, String> headers) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("content-type"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    UUID id() {
        return activity.id();
    }

    long version() {
        return activity.version();
    }

    /** The only connector that a run of it goes by. */
    public UUID connectorId() {
        return activity.connectorId();
    }

    /**
     * What a run sends, as the document of an activity that a caller might have written, with its {@code source} beside: so it is
     * read, judged, kept and run again like any other.
     *
     * @param mostBytes how long it may get
     * @throws Problem {@code parameters-invalid} with an entry for each parameter that is unknown, missing or wrong;
     *     {@code too-large}
     */
    public byte[] document(SavedRequest request, long mostBytes) {
        Map<String, FieldError> wrong = parameters.wrong(request.parameters());
        Map<String, JsonNode> values = parameters.values(request.parameters());
        requireWholePath(values, wrong);
        requireHeaderText(values, wrong);
        if (!wrong.isEmpty()) {
            throw Problem.ofFields(Problem.Type.PARAMETERS_INVALID, new ArrayList<>(wrong.values()));
        }
        return written(request, values, mostBytes);
    }

    /** A part without text would make another path of it. */
    private void requireWholePath(Map<String, JsonNode> values, Map<String, FieldError> wrong) {
        for (String name : inPath) {
            if (TextTemplate.text(values.get(name)).isEmpty()) {
                wrong.putIfAbsent(name, fault(name, "V3: the value is a part of the path, which is never empty."));
            }
        }
    }

    private void requireHeaderText(Map<String, JsonNode> values, Map<String, FieldError> wrong) {
        for (String name : inHeaders) {
            if (!TextTemplate.text(values.get(name)).chars().allMatch(c -> c == '\t' || c >= ' ' && c <= '~')) {
                wrong.putIfAbsent(
                        name, fault(name, "V5: the value goes into a header: use visible ASCII, space and tab."));
            }
        }
    }

    private static FieldError fault(String name, String message) {
        return new FieldError(Pointer.child("/parameters", name), message);
    }

    private byte[] written(SavedRequest request, Map<String, JsonNode> values, long mostBytes) {
        SavedActivity.Definition definition = activity.definition();
        JsonBytes json = new JsonBytes(512);
        json.raw("{\"connector\":").string(activity.connectorId().toString());
        json.raw(",\"method\":").string(definition.method());
        json.raw(",\"path\":").string(path.filled(values, RequestTarget::encodedValue));
        json.raw(",\"headers\":{");
        String before = "";
        for (Map.Entry<String, TextTemplate> header : headers.entrySet()) {
            json.raw(before).string(header.getKey()).raw(":");
            json.string(header.getValue().filled(values, text -> text));
            before = ",";
        }
        json.raw("}");
        if (body != null) {
            json.raw(",\"body\":");
            body.fill(json, values, mostBytes);
        }
        Long timeout = request.timeout() == null
                ? definition.timeout()
                : (Long) request.timeout().toMillis();
        if (timeout != null) {
            json.raw(",\"timeout\":").number(timeout);
        }
        boolean waits = request.waitForResult() == null ? definition.waitForResult() : request.waitForResult();
        json.raw(",\"waitForResult\":").raw(Boolean.toString(waits));
        source(json);
        return json.raw("}").toArray();
    }

    private void source(JsonBytes json) {
        json.raw(",\"source\":{\"id\":").string(activity.id().toString());
        json.raw(",\"name\":").string(activity.name());
        if (activity.definition().select() != null) {
            json.raw(",\"select\":").string(activity.definition().select());
        }
        json.raw("}");
    }
}
