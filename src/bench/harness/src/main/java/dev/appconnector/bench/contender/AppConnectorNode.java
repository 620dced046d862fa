package dev.appconnector.bench.contender;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.appconnector.bench.load.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The product as it is packaged and with everything on, one connector to the target, and a runner's key for it. */
public final class AppConnectorNode implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONNECTOR = "bench";
    private static final String SILENT = "silent";

    private final Program program;
    private final URI address;
    private final URI operations;
    private final String adminKey;
    private String runnerKey = "";

    private AppConnectorNode(Program program, URI address, URI operations, String adminKey) {
        this.program = program;
        this.address = address;
        this.operations = operations;
        this.adminKey = adminKey;
    }

    /** Starts one with its embedded database, anew each time. */
    public static AppConnectorNode embedded(Workplace workplace) throws IOException, InterruptedException {
        return start(workplace, "appconnector", Map.of());
    }

    /** Starts one with this database. */
    public static AppConnectorNode on(Postgres postgres, Workplace workplace) throws IOException, InterruptedException {
        Path masterKey = workplace.directory().resolve("postgres-master.key");
        workplace
                .java(
                        "new-master-key",
                        List.of("-jar", jar(workplace), "--new-master-key", masterKey.toString()),
                        Map.of(),
                        workplace.directory())
                .ended();
        return start(
                workplace,
                "appconnector-postgres",
                Map.of(
                        "APPCONNECTOR_MASTER_KEY", masterKey.toString(),
                        "APPCONNECTOR_DB_URL", postgres.url(),
                        "APPCONNECTOR_DB_USER", Postgres.USER));
    }

    private static AppConnectorNode start(Workplace workplace, String name, Map<String, String> further)
            throws IOException, InterruptedException {
        Path home = Files.createTempDirectory(workplace.directory(), name);
        lay(workplace.project(), home);
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        String adminKey = "ac_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        int port = Workplace.freePort();
        int operationsPort = Workplace.freePort();
        Map<String, String> environment = new HashMap<>(further);
        environment.put("APPCONNECTOR_PORT", Integer.toString(port));
        environment.put("APPCONNECTOR_OPERATIONS_PORT", Integer.toString(operationsPort));
        environment.put("APPCONNECTOR_ADMIN_KEY", adminKey);
        environment.put("APPCONNECTOR_EGRESS_ALLOW", "127.0.0.1");
        environment.put("APPCONNECTOR_EGRESS_PLAIN_HTTP", "private");
        URI operations = Workplace.loopback(operationsPort);
        Program program = workplace
                .java(name, List.of("-jar", jar(workplace)), environment, home)
                .ready(() ->
                        Call.get(operations.resolve("/observe/health/ready")).statusCode() == 200);
        return new AppConnectorNode(program, Workplace.loopback(port), operations, adminKey);
    }

    private static String jar(Workplace workplace) {
        return workplace.project().resolve("target/appconnector.jar").toString();
    }

    /** Its working directory as an operator has it: settings and routes, without the demo's. */
    private static void lay(Path project, Path home) throws IOException {
        Files.copy(project.resolve("application.properties"), home.resolve("application.properties"));
        Path routes = Files.createDirectories(home.resolve("routes"));
        try (Stream<Path> files = Files.list(project.resolve("routes"))) {
            for (Path file : files.filter(file -> file.toString().endsWith(".camel.yaml"))
                    .filter(file -> !file.endsWith("demo.camel.yaml"))
                    .toList()) Files.copy(file, routes.resolve(file.getFileName()));
        }
    }

    /** Makes the connector, another one to a server that never answers, and the runner's key. */
    public AppConnectorNode set(URI target, URI silent, String credential) throws IOException, InterruptedException {
        connector(CONNECTOR, target, credential);
        connector(SILENT, silent, credential);
        runnerKey = text(post("/api/keys", adminKey, """
                {"name":"bench","role":"runner","connectors":["%s","%s"]}""".formatted(CONNECTOR, SILENT)), "key");
        return this;
    }

    private void connector(String name, URI target, String credential) throws IOException, InterruptedException {
        post("/api/connectors", adminKey, """
                {"name":"%s","domain":"%s","auth":{"type":"token","value":"%s"}}""".formatted(name, target, credential));
    }

    public Contender withKey() {
        return new Contender(Contenders.WITH_KEY, program, size -> run(runnerKey, CONNECTOR, size, true));
    }

    public Contender withToken() {
        return new Contender(Contenders.WITH_TOKEN, program, size -> run(token(), CONNECTOR, size, true));
    }

    /** A run that nobody waits for, to the target. */
    public Call accepted() {
        return run(runnerKey, CONNECTOR, Size.SMALL, false);
    }

    /** The same to the server that never answers. */
    public Call acceptedForSilent() {
        return run(runnerKey, SILENT, Size.SMALL, false);
    }

    private Call run(String bearer, String connector, Size size, boolean wait) {
        return new Call(address.resolve("/worker/runs"), Map.of("Authorization", "Bearer " + bearer), """
                {"connector":"%s","method":"POST","path":"%s","body":%s,"waitForResult":%s}""".formatted(
                        connector, size.path(), Size.request(), wait));
    }

    private String token() {
        try {
            return text(post("/api/tokens", runnerKey, """
                    {"connectors":["%s"],"ttl":900000}""".formatted(CONNECTOR)), "token");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** How many runs that nobody waits for have come to this state since the start. */
    public long deliveries(String state) throws IOException, InterruptedException {
        return Call.get(operations.resolve("/observe/metrics"))
                .body()
                .lines()
                .filter(line -> line.startsWith("appconnector_deliveries_total") && line.contains('"' + state + '"'))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private String post(String path, String bearer, String json) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                new Call(address.resolve(path), Map.of("Authorization", "Bearer " + bearer), json).once();
        if (answer.statusCode() != 201) throw new IOException(path + " answered " + answer.body());
        return answer.body();
    }

    private static String text(String json, String field) throws IOException {
        return JSON.readTree(json).required(field).textValue();
    }

    public Program program() {
        return program;
    }

    @Override
    public void close() {
        program.close();
    }
}
