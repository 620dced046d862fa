package dev.appconnector.testkit.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Turns what a case says of its connector into the JSON of the API. */
final class ConnectorDefinition {

    static final String ORDINARY_SECRET = "case-secret-5f4e3d2c1b0a9988";
    private static final Set<String> SECRET_FIELDS = Set.of("value", "password", "clientSecret");
    private static final AtomicLong NAMES = new AtomicLong();

    private ConnectorDefinition() {}

    static ObjectNode of(SecurityCase theCase) {
        JsonNode said = theCase.connector();
        ObjectNode json = SecurityCase.JSON.createObjectNode();
        json.put("name", said.path("name").asText("case " + NAMES.incrementAndGet() + " " + theCase.id()));
        json.set("domain", said.path("domain"));
        json.set("auth", auth(said.path("auth")));
        List<String> secretNames = SecurityCase.texts(said.path("secretHeaders"));
        said.path("additionalHeaders").properties().forEach(header -> json.withObject(
                        secretNames.contains(header.getKey()) ? "/secretHeaders" : "/headers")
                .set(header.getKey(), header.getValue()));
        return json;
    }

    /** The same connector under another name and, if given, with another domain. */
    static ObjectNode another(SecurityCase theCase, String domain) {
        ObjectNode json = of(theCase);
        json.put("name", "case " + NAMES.incrementAndGet() + " another");
        if (domain != null) {
            json.put("domain", domain);
        }
        return json;
    }

    /** The same without its secrets, as an update sends it that leaves them alone. */
    static ObjectNode withoutSecrets(ObjectNode definition) {
        ObjectNode json = definition.deepCopy();
        json.remove("secretHeaders");
        json.withObject("/auth").remove(SECRET_FIELDS);
        return json;
    }

    /** The same with a new secret. */
    static ObjectNode withNewSecret(ObjectNode definition) {
        ObjectNode json = definition.deepCopy();
        ObjectNode auth = json.withObject("/auth");
        SECRET_FIELDS.stream().filter(auth::has).forEach(field -> auth.put(field, "new-" + ORDINARY_SECRET));
        return json;
    }

    /** The host of a domain or token URL; empty where it has none. */
    static String host(JsonNode url) {
        try {
            String host = URI.create(url.asText()).getHost();
            return host == null ? "" : host;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static ObjectNode auth(JsonNode said) {
        ObjectNode auth = SecurityCase.JSON.createObjectNode();
        String secret = said.path("secretValue").asText(ORDINARY_SECRET);
        String type = said.path("type").asText();
        return switch (type) {
            case "token" -> auth.put("type", type).put("prefix", "Bearer").put("value", secret);
            case "api-key" ->
                auth.put("type", type)
                        .put("in", "header")
                        .put("name", said.path("header").textValue())
                        .put("value", secret);
            case "basic" ->
                auth.put("type", type)
                        .put("username", said.path("username").textValue())
                        .put("password", secret);
            case "oauth2" ->
                auth.put("type", "oauth2-client-credentials")
                        .put("tokenUrl", said.path("tokenUrl").textValue())
                        .put("clientId", "case-client")
                        .put("clientSecret", secret);
            default -> throw new IllegalArgumentException("auth.type " + type + " means nothing here.");
        };
    }
}
