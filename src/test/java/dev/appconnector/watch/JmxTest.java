package dev.appconnector.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.tools.attach.VirtualMachine;
import dev.appconnector.testkit.AppConnectorProcess;
import dev.appconnector.testkit.FakeTarget;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.Attribute;
import javax.management.AttributeNotFoundException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator of the machine sees who attaches a console to the process, and cannot change by it. */
class JmxTest {

    private static final Set<String> OF_A_CONNECTOR = Set.of(
            "Runs",
            "Answered",
            "Failed",
            "TimedOut",
            "Refused",
            "InFlight",
            "Queued",
            "Dead",
            "P50Millis",
            "P95Millis",
            "P99Millis",
            "LastUsed");

    private static final Set<String> OF_THE_WORKER = Set.of(
            "Runs",
            "Answered",
            "Failed",
            "TimedOut",
            "Refused",
            "InFlight",
            "Dead",
            "P50Millis",
            "P95Millis",
            "P99Millis",
            "QueueDepth",
            "OldestQueuedMillis",
            "Nodes");

    @Test
    void a_console_that_attaches_reads_the_beans_with_their_units_and_changes_nothing(@TempDir Path directory)
            throws Exception {
        Map<String, String> settings = Map.of(
                "appconnector.port", "0",
                "appconnector.operations.port", "0",
                "appconnector.egress.allow", "127.0.0.1",
                "appconnector.egress.plain-http", "private");
        try (FakeTarget target = FakeTarget.http();
                AppConnectorProcess process =
                        AppConnectorProcess.start(AppConnectorProcess.withRoutes(directory), settings)) {
            URI address = process.awaitServing();
            String key = Files.readString(directory.resolve("data/admin.key"));
            assertEquals(201, send(address, "/api/connectors", key, """
                    {"name":"Far","domain":"%s","auth":{"type":"none"}}""".formatted(target.url())));
            assertEquals(200, send(address, "/worker/runs", key, """
                    {"connector":"Far","method":"GET","path":"/"}"""));

            VirtualMachine machine = VirtualMachine.attach(Long.toString(process.pid()));
            String url = machine.startLocalManagementAgent();
            machine.detach();
            try (JMXConnector console = JMXConnectorFactory.connect(new JMXServiceURL(url))) {
                MBeanServerConnection server = console.getMBeanServerConnection();
                ShownBean far =
                        new ShownBean(server, new ObjectName("dev.appconnector:type=Connector,name=\"Far\"")).awaited();
                assertEquals(1L, far.attributes().get("Answered"));
                requireReadOnly(far, OF_A_CONNECTOR);
                requireReadOnly(new ShownBean(server, new ObjectName("dev.appconnector:type=Worker")), OF_THE_WORKER);
            }
        }
    }

    private static int send(URI address, String path, String key, String body) {
        return AppConnectorProcess.send(address.resolve(path), "POST", key, body)
                .statusCode();
    }

    private static void requireReadOnly(ShownBean bean, Set<String> attributes) throws Exception {
        MBeanInfo info = bean.server().getMBeanInfo(bean.name());
        assertEquals(
                attributes,
                Arrays.stream(info.getAttributes())
                        .map(MBeanAttributeInfo::getName)
                        .collect(Collectors.toSet()));
        // Camel's agent reads each attribute by an operation of its own; there is no other.
        assertEquals(
                attributes.stream().map("get"::concat).collect(Collectors.toSet()),
                Arrays.stream(info.getOperations())
                        .filter(operation -> operation.getSignature().length == 0)
                        .map(MBeanOperationInfo::getName)
                        .collect(Collectors.toSet()));
        assertEquals(attributes.size(), info.getOperations().length);
        assertFalse(info.getDescription().isBlank());
        for (MBeanAttributeInfo attribute : info.getAttributes()) {
            assertFalse(attribute.isWritable(), attribute.getName());
            assertTrue(
                    attribute.getDescription().matches(".{20,}; (a number|milliseconds|RFC 3339, UTC)"),
                    attribute.getDescription());
            assertEquals(
                    attribute.getName().endsWith("Millis"),
                    attribute.getDescription().endsWith("milliseconds"));
        }
        Exception refused =
                assertThrows(Exception.class, () -> bean.server().setAttribute(bean.name(), new Attribute("Runs", 0L)));
        assertTrue(refused instanceof AttributeNotFoundException || refused instanceof MBeanException);
    }
}
