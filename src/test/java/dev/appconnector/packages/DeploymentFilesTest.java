package dev.appconnector.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.settings.Settings;
import dev.appconnector.testkit.AppConnectorProcess;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.TestTls;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The files that operators start from fit the program: its settings, its probes, its image, the time that it takes to end. */
class DeploymentFilesTest {

    private static final Path COMPOSE = Path.of("docs/compose.yaml");
    private static final Path KUBERNETES = Path.of("docs/kubernetes.yaml");
    private static final Path SYSTEMD = Path.of("docs/appconnector.service");

    private static final int DRAIN_SECONDS = 30;
    private static final String ADMIN_KEY = "ac_" + "k".repeat(43);

    @TempDir
    private Path directory;

    private static List<JsonNode> documents(Path file) throws IOException {
        return StreamSupport.stream(new Yaml().loadAll(Files.readString(file)).spliterator(), false)
                .map(RunningAppConnector.JSON::<JsonNode>valueToTree)
                .toList();
    }

    private static JsonNode ofKind(String kind) throws IOException {
        return documents(KUBERNETES).stream()
                .filter(document -> document.path("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode pod() throws IOException {
        return ofKind("Deployment").at("/spec/template/spec");
    }

    private static JsonNode container() throws IOException {
        return pod().at("/containers/0");
    }

    /** What the image itself sets, and over it this; a name that is no setting would be a warning. */
    private void assertAccepted(Map<String, String> variables) throws IOException {
        Map<String, String> environment = new HashMap<>();
        Matcher ofImage =
                Pattern.compile("<(APPCONNECTOR_\\w+)>([^<]*)</\\1>").matcher(Files.readString(Path.of("pom.xml")));
        while (ofImage.find()) {
            environment.put(ofImage.group(1), ofImage.group(2));
        }
        assertEquals(2, environment.size());
        environment.putAll(variables);
        Map<String, String> ofTls = TestTls.settings(TestTls.files(directory));
        environment.computeIfPresent(
                "APPCONNECTOR_TLS_CERTIFICATE", (name, old) -> ofTls.get("appconnector.tls.certificate"));
        environment.computeIfPresent("APPCONNECTOR_TLS_KEY", (name, old) -> ofTls.get("appconnector.tls.key"));

        Settings settings = Settings.of(Map.of(), environment);

        assertEquals(List.of(), settings.warnings());
        assertFalse(settings.http().isOpenInPlain(), "others reach it in plain HTTP");
    }

    @Test
    void the_settings_of_both_are_right_and_keep_plain_http_from_others() throws IOException {
        Map<String, String> ofCompose = new HashMap<>();
        documents(COMPOSE)
                .get(0)
                .at("/services/node-1/environment")
                .properties()
                .forEach(variable -> ofCompose.put(
                        variable.getKey(),
                        variable.getValue().asText().replace("${APPCONNECTOR_ADMIN_KEY:?}", ADMIN_KEY)));
        assertTrue(ofCompose.size() > 5);
        assertAccepted(ofCompose);

        Map<String, String> ofKubernetes = new HashMap<>();
        container()
                .get("env")
                .forEach(variable -> ofKubernetes.put(
                        variable.get("name").textValue(), variable.path("value").asText(ADMIN_KEY)));
        assertTrue(ofKubernetes.size() > 5);
        assertAccepted(ofKubernetes);
    }

    @Test
    void the_service_starts_what_the_build_makes_with_settings_that_exist() throws IOException {
        String unit = Files.readString(SYSTEMD);
        Map<String, String> environment = Pattern.compile("(?m)^Environment=(\\w+)=(.*)$")
                .matcher(unit)
                .results()
                .collect(Collectors.toMap(line -> line.group(1), line -> line.group(2)));

        assertEquals(Set.of("APPCONNECTOR_DATA"), environment.keySet());
        assertEquals(List.of(), Settings.of(Map.of(), environment).warnings());
        assertTrue(Files.readString(Path.of("pom.xml")).contains("<finalName>appconnector</finalName>"));
        assertTrue(unit.contains(" -jar appconnector.jar\n"));
    }

    @Test
    void probes_ask_what_a_node_answers_and_the_operations_port_is_for_nobody_else() throws IOException {
        Set<String> asked = new TreeSet<>();
        for (Path file : List.of(COMPOSE, KUBERNETES)) {
            Pattern.compile("/observe/[a-z/]+")
                    .matcher(Files.readString(file))
                    .results()
                    .map(MatchResult::group)
                    .forEach(asked::add);
        }
        assertEquals(Set.of("/observe/health/live", "/observe/health/ready"), asked);
        try (RunningAppConnector app = RunningAppConnector.start(directory.resolve("data"))) {
            for (String path : asked) {
                assertEquals(
                        200,
                        AppConnectorProcess.send(URI.create(app.operationsUri(path)), "GET", "none", null)
                                .statusCode(),
                        path);
            }
        }
        assertEquals(
                "operations", container().at("/readinessProbe/httpGet/port").textValue());
        assertEquals("9876", containerPort("operations"));
        assertEquals(
                "/observe/health/ready",
                container().at("/readinessProbe/httpGet/path").textValue());
        assertEquals(
                "/observe/health/live",
                container().at("/livenessProbe/httpGet/path").textValue());

        JsonNode leads = ofKind("Service").at("/spec/ports");
        assertEquals(1, leads.size());
        assertEquals("8443", containerPort(leads.at("/0/targetPort").textValue()));
        documents(COMPOSE)
                .get(0)
                .get("services")
                .properties()
                .forEach(service -> assertEquals(
                        service.getKey().equals("balancer"), service.getValue().has("ports")));
    }

    private static String containerPort(String name) throws IOException {
        for (JsonNode port : container().get("ports")) {
            if (port.get("name").textValue().equals(name)) {
                return port.get("containerPort").asText();
            }
        }
        throw new AssertionError("There is no port " + name);
    }

    @Test
    void nodes_have_the_time_that_they_take_to_end() throws IOException {
        int before = container().at("/lifecycle/preStop/sleep/seconds").intValue();
        assertTrue(pod().get("terminationGracePeriodSeconds").intValue() > before + DRAIN_SECONDS);
        JsonNode node = documents(COMPOSE).get(0).at("/services/node-2");
        assertTrue(Integer.parseInt(node.get("stop_grace_period").textValue().replace("s", "")) > DRAIN_SECONDS);
        Matcher unit = Pattern.compile("TimeoutStopSec=(\\d+)").matcher(Files.readString(SYSTEMD));
        assertTrue(unit.find() && Integer.parseInt(unit.group(1)) > DRAIN_SECONDS);
    }

    @Test
    void a_container_may_do_nothing_that_it_does_not_need() throws IOException {
        assertFalse(pod().get("enableServiceLinks").booleanValue());
        assertFalse(pod().get("automountServiceAccountToken").booleanValue());
        assertTrue(pod().at("/securityContext/runAsNonRoot").booleanValue());
        assertEquals(
                "RuntimeDefault",
                pod().at("/securityContext/seccompProfile/type").textValue());
        JsonNode context = container().get("securityContext");
        assertTrue(context.get("readOnlyRootFilesystem").booleanValue());
        assertFalse(context.get("allowPrivilegeEscalation").booleanValue());
        assertEquals("ALL", context.at("/capabilities/drop/0").textValue());

        JsonNode node = documents(COMPOSE).get(0).at("/services/node-1");
        assertTrue(node.get("read_only").booleanValue());
        assertEquals("ALL", node.at("/cap_drop/0").textValue());
    }

    /** The files that are mounted as keys are the ones that the settings name. */
    @Test
    void keys_are_where_the_settings_look_for_them() throws IOException {
        Map<String, String> mounts = new HashMap<>();
        container()
                .get("volumeMounts")
                .forEach(mount -> mounts.put(
                        mount.get("name").textValue(), mount.get("mountPath").textValue()));
        Map<String, String> values = new HashMap<>();
        container()
                .get("env")
                .forEach(variable -> values.put(
                        variable.get("name").textValue(), variable.path("value").asText()));

        assertEquals(mounts.get("keys") + "/master.key", values.get("APPCONNECTOR_MASTER_KEY"));
        assertEquals(mounts.get("tls") + "/tls.crt", values.get("APPCONNECTOR_TLS_CERTIFICATE"));
        assertEquals(mounts.get("tls") + "/tls.key", values.get("APPCONNECTOR_TLS_KEY"));
        for (JsonNode volume : pod().get("volumes")) {
            if (volume.has("secret")) {
                // Readable by the group, which is ours, and for nobody else: what the program asks for.
                assertEquals(0440, volume.at("/secret/defaultMode").intValue());
            }
        }
    }
}
