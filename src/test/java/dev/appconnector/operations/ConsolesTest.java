package dev.appconnector.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.AppConnectorProcess;
import dev.appconnector.testkit.RunningAppConnector;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import javax.management.MBeanException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.BacklogTracer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that shows or changes what runs is reachable by network, and nothing records what passes (U8). */
class ConsolesTest {

    private static RunningAppConnector app;

    @BeforeAll
    static void start(@TempDir Path data) {
        app = RunningAppConnector.start(data);
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/observe/dev",
                "/observe/jolokia",
                "/observe/jolokia/list",
                "/observe/download",
                "/observe/upload",
                "/observe/send",
                "/observe/info",
                "/q/dev",
                "/q/jolokia",
                "/q/info",
                "/q/send",
                "/q/upload",
                "/q/download",
                "/dev",
                "/jolokia",
                "/api/connectors",
                "/worker/runs"
            })
    void the_operations_port_has_no_console_and_none_of_the_api(String path) {
        for (String method : new String[] {"GET", "POST", "PUT"}) {
            var reply = AppConnectorProcess.send(URI.create(app.operationsUri(path)), method, app.adminKey(), null);
            assertEquals(404, reply.statusCode(), method);
        }
    }

    @Test
    void health_is_on_the_operations_port_alone() {
        var health = AppConnectorProcess.send(URI.create(app.operationsUri("/observe/health")), "GET", "none", null);

        assertEquals(200, health.statusCode());
        assertEquals(404, app.get("/observe/health").status());
    }

    @Test
    void nothing_records_what_passes() {
        CamelContext context = app.node().camelContext();

        assertFalse(context.isMessageHistory());
        assertFalse(context.isTracing());
        assertFalse(context.isBacklogTracing());
        assertFalse(context.isDebugging());
        assertFalse(context.isDevConsole());
        assertFalse(context.isLogExhaustedMessageBody());
        BacklogTracer tracer = context.getCamelContextExtension().getContextPlugin(BacklogTracer.class);
        assertTrue(tracer == null || !tracer.isEnabled());
    }

    @Test
    void jmx_is_not_opened_to_the_network() {
        assertNull(System.getProperty("com.sun.management.jmxremote.port"));
        assertNull(System.getProperty("com.sun.management.jmxremote"));
    }

    @Test
    void no_route_can_be_changed_over_jmx() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        String context = app.node().camelContext().getManagementName();
        Set<ObjectName> routes =
                server.queryNames(new ObjectName("org.apache.camel:context=" + context + ",type=routes,*"), null);

        assertTrue(routes.size() > 10, "the routes are managed");
        for (ObjectName route : routes) {
            Throwable refused = assertThrows(
                    MBeanException.class,
                    () -> server.invoke(
                            route, "updateRouteFromXml", new Object[] {"<route/>"}, new String[] {String.class.getName()
                            }));
            assertInstanceOf(IllegalAccessException.class, refused.getCause());
        }
    }
}
