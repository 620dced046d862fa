package dev.appconnector.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.appconnector.Node;
import dev.appconnector.access.Authenticator;
import dev.appconnector.call.target.Network;
import dev.appconnector.operations.KeyRing;
import dev.appconnector.settings.Settings;
import dev.appconnector.storage.Statements;
import dev.appconnector.vault.Vault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The whole program, running in this JVM on a free port, with data of its own. It calls targets by names whose look-ups and
 * connections the test scripts; nothing leaves the machine.
 */
public final class RunningAppConnector implements AutoCloseable {

    public static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> settings = new HashMap<>();
    private final ScriptedResolver resolver = new ScriptedResolver();
    private final TestDialler dialler = new TestDialler();
    private final HttpClient client = HttpClient.newBuilder()
            .sslContext(TestTls.client())
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final Path data;
    private final List<Authenticator> authenticators;
    private final Clock clock;
    private Node node;
    private String adminKey;

    private RunningAppConnector(Path data, Map<String, String> more, List<Authenticator> authenticators, Clock clock) {
        this.data = data;
        this.clock = clock;
        this.authenticators = authenticators;
        settings.put("appconnector.port", "0");
        settings.put("appconnector.operations.port", Integer.toString(FreePort.take()));
        settings.put("appconnector.data", data.toString());
        settings.put("appconnector.egress.plain-http", "true");
        settings.putAll(more);
    }

    /** With the embedded database in this directory. */
    public static RunningAppConnector start(Path data) {
        return start(data, Map.of());
    }

    /** @param more settings that differ from the test's ordinary ones: any free port, plain HTTP allowed */
    public static RunningAppConnector start(Path data, Map<String, String> more) {
        return start(data, more, List.of());
    }

    /** @param authenticators asked who calls, after those of the program */
    public static RunningAppConnector start(Path data, Map<String, String> more, List<Authenticator> authenticators) {
        return start(data, more, authenticators, Clock.systemUTC());
    }

    /** @param clock that the program goes by */
    public static RunningAppConnector start(Path data, Map<String, String> more, Clock clock) {
        return start(data, more, List.of(), clock);
    }

    private static RunningAppConnector start(
            Path data, Map<String, String> more, List<Authenticator> authenticators, Clock clock) {
        RunningAppConnector running = new RunningAppConnector(data, more, authenticators, clock);
        running.restart();
        return running;
    }

    /** Ends the program where it runs, and starts it again with the same data. */
    public void restart() {
        stop();
        try {
            if (Files.exists(data)) {
                Files.createDirectories(routes());
                settings.putIfAbsent("appconnector.routes.folder", routes().toString());
            }
            Network network = new Network(resolver::resolve, dialler::dial, TestTls.client());
            node = Node.start(
                    Settings.of(settings, Map.of()),
                    new Node.Extras(network, List.of(), List.of(), Map.of(), authenticators, true, clock));
            adminKey = settings.containsKey("appconnector.admin-key")
                    ? settings.get("appconnector.admin-key")
                    : Files.readString(data.resolve("admin.key"));
        } catch (Exception e) {
            throw new IllegalStateException("AppConnector did not start.", e);
        }
    }

    /** Ends the program; the data stays. */
    public void stop() {
        if (node != null) {
            node.close();
            node = null;
        }
    }

    /** Adds a file of routes, or changes it, as integrators do; the folder must have been there at the start. */
    public void addRoutes(String name, String yaml) {
        try {
            // In one go: what watches the folder never sees a half of it.
            Path whole = Files.writeString(data.resolve(name), yaml);
            Files.move(
                    whole, data.resolve("routes").resolve(name + ".camel.yaml"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Node node() {
        return node;
    }

    /** Where an integrator's route files are; one that comes or is changed is loaded at once. */
    public Path routes() {
        return data.resolve("routes");
    }

    /** What the program has in its database, around its own statements. */
    public JdbcClient rows() {
        return JdbcClient.create(node.camelContext().getRegistry().lookupByNameAndType("database", DataSource.class));
    }

    /** What the program seals and signs with, opened once more. */
    public Vault vault() {
        DataSource database = node.camelContext().getRegistry().lookupByNameAndType("database", DataSource.class);
        return new KeyRing(Settings.of(settings, Map.of()).database(), new Statements(database), Clock.systemUTC())
                .openVault();
    }

    public ScriptedResolver resolver() {
        return resolver;
    }

    public TestDialler dialler() {
        return dialler;
    }

    public String adminKey() {
        return adminKey;
    }

    public URI uri(String path) {
        String scheme = settings.containsKey("appconnector.tls.certificate") ? "https" : "http";
        return URI.create(scheme + "://127.0.0.1:" + node.port() + path);
    }

    public String operationsUri(String path) {
        return "http://127.0.0.1:" + settings.get("appconnector.operations.port") + path;
    }

    /** A request with the admin key; the body, where there is one, as JSON. */
    public Reply call(String method, String path, Object body) {
        return send(request(method, path, body));
    }

    /** The same request with another key. */
    public Reply callWith(String key, String method, String path, Object body) {
        return send(request(method, path, body).setHeader("Authorization", "Bearer " + key));
    }

    public Reply get(String path) {
        return call("GET", path, null);
    }

    public Reply post(String path, Object body) {
        return call("POST", path, body);
    }

    /** The same, to be completed with more headers. */
    public HttpRequest.Builder request(String method, String path, Object body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofMinutes(5))
                .header("Authorization", "Bearer " + adminKey);
        if (body == null) {
            return request.method(method, HttpRequest.BodyPublishers.noBody());
        }
        return request.header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofByteArray(bytes(body)));
    }

    private static byte[] bytes(Object body) {
        try {
            return body instanceof byte[] raw
                    ? raw
                    : body instanceof String text
                            ? text.getBytes(StandardCharsets.UTF_8)
                            : JSON.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Reply send(HttpRequest.Builder request) {
        try {
            return new Reply(client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends these octets (ISO-8859-1) as they are, and answers with all that comes back until the connection ends. */
    public String raw(String octets) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), node.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a connector with a Bearer token; answers its id. */
    public String connector(String name, String domain, String token) {
        Reply reply = post(
                "/api/connectors",
                Map.of("name", name, "domain", domain, "auth", Map.of("type", "token", "value", token)));
        if (reply.status() != 201) {
            throw new IllegalStateException("The connector was not made: " + reply.text());
        }
        return reply.json().get("id").textValue();
    }

    /** Makes a key of that role; answers its text. */
    public String key(String role, String... connectors) {
        Reply reply = post("/api/keys", Map.of("name", "a " + role, "role", role, "connectors", List.of(connectors)));
        if (reply.status() != 201) {
            throw new IllegalStateException("The key was not made: " + reply.status());
        }
        return reply.json().get("key").textValue();
    }

    @Override
    public void close() {
        stop();
        resolver.close();
        dialler.close();
    }

    /** An answer of the program. */
    public record Reply(HttpResponse<byte[]> response) {

        public int status() {
            return response.statusCode();
        }

        public String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        /** The last part of the problem's type; null where it is none. */
        public String problem() {
            String type = json().path("type").asText(null);
            return type == null ? null : type.substring(type.lastIndexOf(':') + 1);
        }
    }
}
