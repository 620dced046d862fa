package dev.appconnector.testkit.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Connection;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.Recorded;
import dev.appconnector.testkit.TestTls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A gateway that guards nothing and obeys everybody, to try the adapter on: cases about guards must fail with it. */
final class NaiveGateway implements Gateway {

    private final Setting setting;
    private final FakeTarget api = FakeTarget.http();
    private final Map<String, ObjectNode> connectors = new ConcurrentHashMap<>();
    private final StringBuffer log = new StringBuffer();
    private final AtomicInteger made = new AtomicInteger();

    NaiveGateway(Setting setting) {
        this.setting = setting;
        api.answer(this::serve);
    }

    @Override
    public InetSocketAddress api() {
        return api.address();
    }

    @Override
    public String adminKey() {
        return "ac_admin";
    }

    @Override
    public String tokenMintedAt(Instant when, String request, String makerKey) {
        return "e30.e30.x";
    }

    @Override
    public String takeLogs() {
        String text = log.toString();
        log.setLength(0);
        return text;
    }

    @Override
    public void close() {
        api.close();
    }

    private void serve(Recorded request, Connection connection) throws IOException {
        log.append(request.wireText().lines().findFirst().orElse("")).append('\n');
        String id = request.path().substring(request.path().lastIndexOf('/') + 1);
        Answer answer =
                switch (request.method() + " " + request.path().replaceFirst("(/api/connectors)/.*", "$1/id")) {
                    case "POST /api/keys" -> created("{\"key\":\"ac_" + request.body().length + "\"}");
                    case "POST /api/tokens" -> created("{\"token\":\"e30.e30.x\"}");
                    case "POST /api/connectors" -> create((ObjectNode) SecurityCase.JSON.readTree(request.body()));
                    case "GET /api/connectors" -> Answer.json(list());
                    case "GET /api/connectors/id" ->
                        Answer.json(connectors.get(id).toString());
                    case "DELETE /api/connectors/id" -> delete(id);
                    case "POST /worker/runs" -> run(SecurityCase.JSON.readTree(request.body()));
                    case "OPTIONS /worker/runs" ->
                        Answer.status(204).header("Access-Control-Allow-Origin", request.header("Origin"));
                    default -> Answer.status(404).body("");
                };
        answer.answer(request, connection);
    }

    private Answer create(ObjectNode connector) {
        String id = "c" + made.incrementAndGet();
        connectors.put(id, connector.put("id", id));
        return created(connector.toString());
    }

    private Answer delete(String id) {
        connectors.remove(id);
        return Answer.json("{}");
    }

    private String list() {
        ObjectNode list = SecurityCase.JSON.createObjectNode().putNull("next");
        list.putArray("items").addAll(connectors.values());
        return list.toString();
    }

    private Answer run(JsonNode run) {
        ObjectNode connector = connectors.get(run.path("connector").asText());
        if (connector == null) {
            return problem(404, "connector-not-found");
        }
        try {
            ApiReply reply = call(connector, run);
            return reply.status() == 0 ? problem(502, "target-unreachable") : Answer.json(envelope(reply));
        } catch (IOException | RuntimeException e) {
            return problem(502, "target-unreachable");
        }
    }

    private ApiReply call(ObjectNode connector, JsonNode run) throws IOException {
        URI domain = URI.create(connector.path("domain").textValue());
        boolean tls = domain.getScheme().equals("https");
        int port = domain.getPort() > 0 ? domain.getPort() : tls ? 443 : 80;
        InetSocketAddress wanted = new InetSocketAddress(setting.resolver().resolve(domain.getHost())[0], port);
        InetSocketAddress to = setting.dialler().dial(wanted);
        JsonNode body = run.path("body");
        byte[] octets = body.isMissingNode()
                ? null
                : (body.isTextual() ? body.textValue() : body.toString()).getBytes(StandardCharsets.UTF_8);
        String head = head(connector, run, domain, octets);
        try (Socket socket = tls
                ? TestTls.client().getSocketFactory().createSocket(to.getAddress(), to.getPort())
                : new Socket(to.getAddress(), to.getPort())) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(octets == null ? new byte[0] : octets);
            return ApiClient.read(socket.getInputStream(), run.path("method").asText(), System.nanoTime());
        }
    }

    private static String head(ObjectNode connector, JsonNode run, URI domain, byte[] body) {
        StringBuilder head = new StringBuilder();
        head.append(run.path("method").asText() + " " + domain.getRawPath()
                + run.path("path").asText());
        head.append(" HTTP/1.1\r\nHost: " + domain.getHost() + "\r\nConnection: close\r\n");
        head.append(
                "Authorization: Bearer " + connector.path("auth").path("value").asText() + "\r\n");
        run.path("headers")
                .properties()
                .forEach(header ->
                        head.append(header.getKey() + ": " + header.getValue().asText() + "\r\n"));
        return head.append(body == null ? "\r\n" : "Content-Length: " + body.length + "\r\n\r\n")
                .toString();
    }

    private static String envelope(ApiReply reply) {
        ObjectNode envelope = SecurityCase.JSON.createObjectNode().put("status", reply.status());
        ObjectNode headers = envelope.putObject("headers");
        reply.headerLines().forEach(line -> headers.putArray(
                        line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT))
                .add(line.substring(line.indexOf(':') + 1).strip()));
        if (reply.mediaType().startsWith("text/")) {
            return envelope.put("bodyType", "text").put("body", reply.text()).toString();
        }
        return envelope.put("bodyType", "base64")
                .put("body", Base64.getEncoder().encodeToString(reply.body()))
                .toString();
    }

    private static Answer created(String json) {
        return Answer.status(201).header("Content-Type", "application/json").body(json);
    }

    private static Answer problem(int status, String name) {
        return Answer.status(status)
                .header("Content-Type", "application/problem+json")
                .body("{\"type\":\"urn:appconnector:problem:" + name + "\"}");
    }
}
