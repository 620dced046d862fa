package dev.appconnector.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appconnector.testkit.OpenApi;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenApiDocumentTest {

    private static final JsonNode META_SCHEMA =
            JsonNodeFactory.instance.objectNode().put("$ref", "https://json-schema.org/draft/2020-12/schema");

    private final OpenApi openApi = OpenApi.ofTheProgram();

    @Test
    void the_document_is_valid_openapi() {
        SwaggerParseResult result = new OpenAPIV3Parser().readContents(openApi.text());

        assertEquals(List.of(), result.getMessages());
        assertEquals("3.1.0", result.getOpenAPI().getOpenapi());
        assertEquals(
                openApi.document().get("paths").size(),
                result.getOpenAPI().getPaths().size());
    }

    /** Otherwise the test above would prove nothing. */
    @ParameterizedTest
    @CsvSource({
        "/info,                                             title,       -",
        "/paths/~1api~1connectors/get,                      responses,   -",
        "/paths/~1api~1connectors/get/responses/200,        description, -",
        "/paths/~1worker~1runs/post/requestBody,            $ref,        -",
        "/paths/~1api~1connectors/get/parameters/0,         in,          cellar",
        "/components/securitySchemes/bearer,                type,        guess",
        "/components/schemas/Run,                           properties,  none",
        "/paths/~1openapi.json/get,                         answers,     none"
    })
    void a_broken_copy_is_not(String place, String member, String value) {
        JsonNode broken = openApi.document();
        ObjectNode at = (ObjectNode) broken.at(place);
        at.remove(member);
        if (!value.equals("-")) {
            at.put(member, value);
        }

        assertNotEquals(
                List.of(), new OpenAPIV3Parser().readContents(broken.toString()).getMessages());
    }

    /** The parser takes the inside of a schema as it is. */
    @Test
    void every_schema_is_valid_json_schema() {
        openApi.document()
                .at("/components/schemas")
                .properties()
                .forEach(schema ->
                        assertEquals(List.of(), openApi.schemaFaults(META_SCHEMA, schema.getValue()), schema.getKey()));

        ObjectNode broken = (ObjectNode) openApi.document().at("/components/schemas/MaxConcurrent");
        assertNotEquals(List.of(), openApi.schemaFaults(META_SCHEMA, broken.put("maximum", "soon")));
    }

    @Test
    void every_reference_leads_somewhere_and_every_component_is_referred_to() {
        List<String> references = new ArrayList<>();
        collect(openApi.document(), "$ref", references);
        List<String> components = new ArrayList<>();
        openApi.document().get("components").properties().forEach(kind -> kind.getValue()
                .fieldNames()
                .forEachRemaining(name -> components.add("#/components/" + kind.getKey() + "/" + name)));
        collect(openApi.document(), "discriminator", references);

        references.forEach(reference ->
                assertFalse(openApi.document().at(reference.substring(1)).isMissingNode(), reference));
        components.removeAll(references);
        // The last is an answer of paths that do not stand here; the others are named, not referred to.
        assertEquals(
                List.of(
                        "#/components/securitySchemes/bearer",
                        "#/components/securitySchemes/session",
                        "#/components/responses/MethodNotAllowed"),
                components);
    }

    /** The values of all such members; a discriminator's are those of its mapping. */
    private static void collect(JsonNode node, String name, List<String> found) {
        JsonNode member = node.path(name);
        if (member.isTextual()) {
            found.add(member.textValue());
        }
        member.path("mapping").forEach(value -> found.add(value.textValue()));
        node.forEach(child -> collect(child, name, found));
    }

    @Test
    void every_example_is_as_its_schema_says() {
        List<String> faults = new ArrayList<>();
        int examples = checkExamples("", openApi.document(), faults);

        assertEquals(List.of(), faults);
        assertTrue(examples > 20, () -> "There are only " + examples + " examples.");
    }

    private int checkExamples(String place, JsonNode node, List<String> faults) {
        List<JsonNode> examples = new ArrayList<>();
        JsonNode schema = node.path("schema").isMissingNode() ? node : node.get("schema");
        if (node.path("examples").isArray()) {
            node.get("examples").forEach(examples::add);
        } else if (node.has("schema")) {
            node.path("examples")
                    .forEach(example -> examples.add(openApi.resolved(example).get("value")));
            if (node.has("example")) {
                examples.add(node.get("example"));
            }
        }
        examples.forEach(
                example -> openApi.schemaFaults(schema, example).forEach(fault -> faults.add(place + ": " + fault)));
        int count = examples.size();
        for (var member : node.properties()) {
            count += checkExamples(place + "/" + member.getKey(), member.getValue(), faults);
        }
        return count;
    }

    @Test
    void an_answer_with_a_member_that_is_not_documented_is_refused_at_every_depth() {
        Set<String> objects = new TreeSet<>();
        openApi.eachOperation((operation, member) -> member.get("responses").forEach(response -> openApi.resolved(
                        response)
                .path("content")
                .forEach(mediaType -> mediaType.path("examples").forEach(example -> {
                    JsonNode value = openApi.resolved(example).get("value");
                    for (String place : objectsOf("", value)) {
                        JsonNode more = value.deepCopy();
                        ((ObjectNode) more.at(place)).put("unheardOf", 1);
                        assertNotEquals(
                                List.of(), openApi.schemaFaults(mediaType.get("schema"), more), operation + place);
                        objects.add(place);
                    }
                }))));

        assertTrue(
                objects.containsAll(Set.of("", "/items/0/auth/value", "/attempts/0/timings", "/result", "/problem")),
                objects::toString);
    }

    /** Pointers to all objects in the value but those whose names are the target's or the connector's. */
    private static List<String> objectsOf(String place, JsonNode value) {
        List<String> places = new ArrayList<>();
        if (place.matches(".*/(headers|secretHeaders|body)")) {
            return places;
        }
        if (value.isObject()) {
            places.add(place);
            value.properties()
                    .forEach(member -> places.addAll(objectsOf(place + "/" + member.getKey(), member.getValue())));
        }
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            places.addAll(objectsOf(place + "/" + i, value.get(i)));
        }
        return places;
    }
}
