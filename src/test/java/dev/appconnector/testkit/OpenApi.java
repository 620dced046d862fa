package dev.appconnector.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.DisallowUnknownKeywordFactory;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.ValidatorTypeCode;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.web.OpenApiDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * The program's OpenAPI document, and what it says of an answer: its status, media type, headers and body. It remembers which
 * of the documented answers it has seen. For one thread.
 */
public final class OpenApi {

    /** Where the schemas of the document are for the validator, which fetches nothing. */
    private static final String ID = "https://openapi.example/openapi.json";

    private static final Set<String> HEADERS_TO_DOCUMENT =
            Set.of("ETag", "Location", "Retry-After", "WWW-Authenticate", "Allow", "Set-Cookie");
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "options", "head", "patch");

    /** JSON Schema as OpenAPI has it; a keyword that it does not know is a mistake. */
    private static final JsonMetaSchema DIALECT = JsonMetaSchema.builder(JsonMetaSchema.getV202012())
            .keywords(Stream.of("openapi info servers security tags paths components".split(" "))
                    .map(NonValidationKeyword::new)
                    .toList())
            .keyword(ValidatorTypeCode.DISCRIMINATOR)
            .unknownKeywordFactory(DisallowUnknownKeywordFactory.getInstance())
            .build();

    private final String text;
    private final JsonNode document;
    private final JsonSchemaFactory schemas;
    private final Set<String> seen = new TreeSet<>();

    private OpenApi(String text) {
        this.text = text;
        this.document = json(text.getBytes(StandardCharsets.UTF_8));
        this.schemas = JsonSchemaFactory.builder(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012))
                .metaSchema(DIALECT)
                .schemaLoaders(loaders -> loaders.schemas(Map.of(ID, text)))
                .build();
    }

    /** The document of the class path. */
    public static OpenApi ofTheProgram() {
        try (InputStream file = OpenApiDocument.class.getResourceAsStream("/web/openapi.json")) {
            return new OpenApi(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String text() {
        return text;
    }

    public JsonNode document() {
        return document.deepCopy();
    }

    /** Told of each operation: its method and path as one text, such as {@code GET /api/connectors}, and what it is. */
    public void eachOperation(BiConsumer<String, JsonNode> told) {
        document.get("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(member -> METHODS.contains(member.getKey()))
                .forEach(member -> told.accept(
                        member.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey(), member.getValue())));
    }

    /** Fails unless the document says of this call that it can be answered so. */
    public Reply holds(String method, String path, Reply reply) {
        List<String> faults = faults(method, path, reply);
        if (!faults.isEmpty()) {
            throw new AssertionError("%s %s answered %d %s, but %s"
                    .formatted(method, path, reply.status(), reply.text(), String.join("; ", faults)));
        }
        return reply;
    }

    /** What of this answer is not as documented. */
    public List<String> faults(String method, String path, Reply reply) {
        JsonNode response = response(method, path, reply.status());
        if (response.isMissingNode()) {
            return List.of("the document has no such answer");
        }
        List<String> faults = headerFaults(response, reply);
        faults.addAll(contentFaults(response.path("content"), reply));
        return faults;
    }

    /** The documented answers that were not seen, such as {@code GET /api/connectors 500}. */
    public Set<String> unseen() {
        Set<String> unseen = new TreeSet<>();
        eachOperation((operation, member) ->
                member.get("responses").fieldNames().forEachRemaining(status -> unseen.add(operation + " " + status)));
        unseen.removeAll(seen);
        return unseen;
    }

    /** What is wrong with the value by the schema, whose references lead into the document. */
    public List<String> schemaFaults(JsonNode schema, JsonNode value) {
        JsonSchema compiled = schemas.getSchema(
                absolute(schema.deepCopy()),
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
        return compiled.validate(value).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    /** The node, or what it refers to. */
    public JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }

    private JsonNode response(String method, String path, int status) {
        String template = template(path);
        JsonNode operation = document.path("paths").path(template).path(method.toLowerCase(java.util.Locale.ROOT));
        if (operation.isMissingNode()) {
            JsonNode ofAnyPath = document.at("/components/responses");
            return status == 404 && template.isEmpty()
                    ? ofAnyPath.path("NotFound")
                    : status == 405 && !template.isEmpty()
                            ? ofAnyPath.path("MethodNotAllowed")
                            : operation.path("responses");
        }
        seen.add(method + " " + template + " " + status);
        return resolved(operation.path("responses").path(Integer.toString(status)));
    }

    /** The documented path that this one is of, without its query; empty where there is none. */
    private String template(String path) {
        String plain = path.split("\\?", 2)[0];
        List<String> templates = new ArrayList<>();
        document.get("paths").fieldNames().forEachRemaining(templates::add);
        return templates.stream()
                .filter(plain::equals)
                .findFirst()
                .or(() -> templates.stream()
                        .filter(template -> plain.matches(template.replaceAll("\\{[^/}]+\\}", "[^/]+")))
                        .findFirst())
                .orElse("");
    }

    private List<String> headerFaults(JsonNode response, Reply reply) {
        List<String> faults = new ArrayList<>();
        response.path("headers").properties().forEach(entry -> {
            JsonNode header = resolved(entry.getValue());
            String value = reply.header(entry.getKey());
            if (value != null) {
                schemaFaults(header.get("schema"), headerValue(header.get("schema"), value))
                        .forEach(fault -> faults.add(entry.getKey() + fault.substring(1)));
            } else if (header.path("required").asBoolean()) {
                faults.add(entry.getKey() + " is missing");
            }
        });
        HEADERS_TO_DOCUMENT.stream()
                .filter(name -> reply.header(name) != null)
                .filter(name -> !response.path("headers").has(name))
                .forEach(name -> faults.add("the document does not tell of " + name));
        if (!"nosniff".equals(reply.header("X-Content-Type-Options"))) {
            faults.add("X-Content-Type-Options is not nosniff");
        }
        return faults;
    }

    private static JsonNode headerValue(JsonNode schema, String value) {
        return schema.path("type").asText().equals("integer") && value.matches("[0-9]{1,9}")
                ? RunningAppConnector.JSON.getNodeFactory().numberNode(Integer.parseInt(value))
                : RunningAppConnector.JSON.getNodeFactory().textNode(value);
    }

    private List<String> contentFaults(JsonNode content, Reply reply) {
        if (content.isMissingNode()) {
            return reply.text().isEmpty() ? List.of() : List.of("the document has no content here");
        }
        String mediaType = String.valueOf(reply.header("Content-Type"));
        if (!content.has(mediaType)) {
            return List.of("the document has no content of type " + mediaType);
        }
        JsonNode value = mediaType.equals("application/yaml")
                ? RunningAppConnector.JSON.getNodeFactory().textNode(reply.text())
                : reply.json();
        return schemaFaults(content.get(mediaType).get("schema"), value);
    }

    /** The schema with references that lead into the document from anywhere. */
    private static JsonNode absolute(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("$ref").asText().startsWith("#")) {
            object.put("$ref", ID + object.get("$ref").textValue());
        }
        node.forEach(OpenApi::absolute);
        return node;
    }

    private static JsonNode json(byte[] text) {
        try {
            return RunningAppConnector.JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
