package dev.appconnector.testkit.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The callers of the cases: keys of each role, browser tokens whole and forged, and what placeholders stand for. */
final class Credentials {

    private static final Pattern PLACEHOLDER = Pattern.compile("<(valid|hash):(admin|runner|auditor)>");
    private static final long MINUTES_OF_A_TOKEN = 10;

    private final Gateway gateway;
    private final ApiClient client;
    private final Map<String, String> keys = new HashMap<>();

    Credentials(Gateway gateway, ApiClient client) {
        this.gateway = gateway;
        this.client = client;
        keys.put("admin", gateway.adminKey());
    }

    /** A key that may do what that role may: the admin's as long as the program makes no keys. */
    String key(String role) throws IOException {
        return keys.containsKey(role) || makesKeys() ? keyOfRole(role) : gateway.adminKey();
    }

    /** The API key of that role, made when it is first needed. */
    private String keyOfRole(String role) throws IOException {
        String known = keys.get(role);
        if (known != null) {
            return known;
        }
        ObjectNode request = SecurityCase.JSON.createObjectNode();
        request.put("name", "cases " + role).put("role", role);
        request.putArray("connectors").add("*");
        request.putArray("activities");
        String key = made("/api/keys", gateway.adminKey(), request, "key");
        keys.put(role, key);
        return key;
    }

    private boolean makesKeys() throws IOException {
        Map<String, String> headers = Map.of("Authorization", "Bearer " + gateway.adminKey());
        return client.send(ApiRequest.without("GET", "/api/keys", headers)).status() != 404;
    }

    /** The Authorization header and, for a browser token, the Origin that a call brings. */
    Map<String, String> headers(JsonNode auth, String ordinaryRole, String connectorId) throws Exception {
        Map<String, String> headers = new LinkedHashMap<>();
        if (auth.path("as").asText().equals("browser-token")) {
            headers.put("Authorization", "Bearer " + browserToken(auth, connectorId));
            JsonNode origin = auth.has("origin") ? auth.path("origin") : auth.path("allowedOrigin");
            if (origin.isTextual()) {
                headers.put("Origin", origin.textValue());
            }
        } else if (auth.has("headers")) {
            auth.path("headers")
                    .properties()
                    .forEach(header ->
                            headers.put(header.getKey(), fill(header.getValue().textValue())));
        } else if (auth.has("as")) {
            headers.put("Authorization", "Bearer " + keyOfRole(auth.path("as").textValue()));
        } else if (!auth.has("query")) {
            headers.put("Authorization", "Bearer " + key(ordinaryRole));
        }
        return headers;
    }

    /** The text with its placeholders replaced, such as {@code <valid:runner>}. */
    String fill(String text) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), found.group(2))));
    }

    private String value(String kind, String role) {
        try {
            String key = key(role);
            return kind.equals("hash") ? HexFormat.of().formatHex(sha256(key)) : key;
        } catch (IOException e) {
            throw new IllegalStateException("No key of role " + role + " could be made.", e);
        }
    }

    private String browserToken(JsonNode auth, String connectorId) throws Exception {
        ObjectNode request = SecurityCase.JSON.createObjectNode();
        request.putArray("connectors").add(connectorId);
        request.putArray("activities");
        request.put("ttl", Duration.ofMinutes(MINUTES_OF_A_TOKEN).toMillis());
        request.put("origin", auth.path("allowedOrigin").textValue());
        if (auth.path("mutate").asText().equals("not-yet-valid")) {
            Instant later = Instant.now().plus(Duration.ofHours(1));
            return gateway.tokenMintedAt(later, request.toString(), key("runner"));
        }
        return mutated(made("/api/tokens", key("runner"), request, "token"), auth);
    }

    private static String mutated(String token, JsonNode auth) throws IOException {
        String[] parts = token.split("\\.", -1);
        return switch (auth.path("mutate").asText()) {
            case "" -> token;
            case "alg-none" -> header(parts[0], "alg", "none") + "." + parts[1] + ".";
            case "kid-path" -> header(parts[0], "kid", auth.path("kid").textValue()) + "." + parts[1] + "." + parts[2];
            default -> throw new IllegalArgumentException("mutate " + auth.path("mutate") + " means nothing here.");
        };
    }

    private static String header(String encoded, String name, String value) throws IOException {
        ObjectNode header =
                (ObjectNode) SecurityCase.JSON.readTree(Base64.getUrlDecoder().decode(encoded));
        byte[] changed = header.put(name, value).toString().getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
    }

    private String made(String path, String key, ObjectNode request, String field) throws IOException {
        Map<String, String> headers = Map.of("Authorization", "Bearer " + key, "Content-Type", "application/json");
        ApiReply reply = client.send(ApiRequest.with("POST", path, headers, SecurityCase.octets(request)));
        String made = reply.json().path(field).textValue();
        if (reply.status() != 201 || made == null) {
            throw new IOException("POST " + path + " must make a " + field + ", but replied " + reply);
        }
        return made;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
