package dev.appconnector.demo;

import dev.appconnector.AppConnector;
import dev.appconnector.Node;
import dev.appconnector.call.Network;
import dev.appconnector.operations.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts the product on loopback, with its data below {@code target/demo} and a small REST API on the same port to call. It
 * loosens one thing: plain HTTP to itself.
 */
public final class Demo {

    private static final Path DATA = Path.of("target", "demo");
    private static final String LOOPBACK = "127.0.0.1";

    private Demo() {}

    public static void main(String[] arguments) {
        try {
            Node node = Node.start(settings(), extras());
            System.out.printf(
                    "%n  AppConnector's demo serves on %s%n  Its admin key is in %s%n  The target to call is %s/demo/crm%n%n",
                    node.address(), DATA.resolve("admin.key"), node.address());
            AppConnector.serve(node);
        } catch (Exception e) {
            AppConnector.fail(e);
        }
    }

    /** What the demo adds: its target, open to whoever has the target's own token. */
    public static Node.Extras extras() {
        return new Node.Extras(
                Network.ofThisMachine(), List.of("/demo/"), List.of("demo"), Map.of("demoCrm", new DemoCrm()));
    }

    private static Settings settings() throws Exception {
        Map<String, String> settings = new HashMap<>(AppConnector.fileSettings());
        int port = AppConnector.settings(settings).http().port();
        settings.put("appconnector.host", LOOPBACK);
        settings.put("appconnector.data", DATA.toString());
        settings.put("appconnector.egress.plain-http", "private");
        settings.put("appconnector.egress.allow", LOOPBACK + ":" + port);
        return AppConnector.settings(settings);
    }
}
