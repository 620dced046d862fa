package dev.appconnector.activity.saved;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.activity.template.Parameter;
import dev.appconnector.json.JsonMember;
import dev.appconnector.json.StrictJson;
import dev.appconnector.problem.Problem;
import dev.appconnector.problem.Problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An activity as a designer writes it: its fields, and its body byte for byte. */
record ActivityDocument(Fields fields, String body) {

    /**
     * All but the body. What an answer adds (id, times, …) is ignored, so that a change may send back what it read.
     *
     * @param body null, whatever the document has: that is taken as it is written
     */
    @JsonIgnoreProperties({"id", "connectorId", "createdAt", "updatedAt", "version", "usedBy", "lastRunAt"})
    record Fields(
            String name,
            String description,
            String connector,
            String method,
            String path,
            Map<String, String> headers,
            JsonNode body,
            Long timeout,
            Boolean waitForResult,
            Map<String, Parameter> parameters,
            String select) {

        Fields {
            List<FieldError> missing = new ArrayList<>();
            require(missing, "/name", name);
            require(missing, "/connector", connector);
            require(missing, "/method", method);
            require(missing, "/path", path);
            if (!missing.isEmpty()) {
                throw new Problem(
                        Problem.Type.MALFORMED_REQUEST,
                        "A saved activity needs a name, a connector, a method and a path.",
                        missing);
            }
            headers = headers == null ? Map.of() : headers;
            parameters = parameters == null ? Map.of() : parameters;
        }

        private static void require(List<FieldError> missing, String place, String value) {
            if (value == null) {
                missing.add(new FieldError(place, "The field is required."));
            }
        }
    }

    /** @throws Problem {@code malformed-request} where it is none */
    static ActivityDocument read(byte[] request) {
        JsonMember body = JsonMember.of(request, "body");
        return new ActivityDocument(StrictJson.read(body.leftOut(), Fields.class), body.text());
    }
}
