package dev.appconnector.demo;

import dev.appconnector.AppConnector;
import dev.appconnector.Node;
import dev.appconnector.call.target.Network;
import dev.appconnector.settings.Settings;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Starts the product on loopback, with its data below {@code target/demo} and a small REST API on the same port to call. It
 * loosens one thing: plain HTTP to itself.
 */
public final class Demo {

    private static final Path DATA = Path.of("target", "demo");
    private static final String LOOPBACK = "127.0.0.1";

    /** What an operator may have set for a real installation, whose data and keys are none of the demo's. */
    private static final List<String> OF_AN_INSTALLATION = List.of(
            "appconnector.host",
            "appconnector.tls.certificate",
            "appconnector.tls.key",
            "appconnector.data",
            "appconnector.db.url",
            "appconnector.db.user",
            "appconnector.db.password",
            "appconnector.master-key",
            "appconnector.admin-key",
            "appconnector.egress.allow",
            "appconnector.egress.deny",
            "appconnector.egress.plain-http");

    private Demo() {}

    public static void main(String[] arguments) {
        try {
            Node node = Node.start(settings(AppConnector.fileSettings(), System.getenv()), extras());
            System.out.printf("""

                      AppConnector's demo serves on %s
                      Its admin key is in           %s
                      The target to call is         %s/demo/crm
                      README.md walks you through it; Ctrl-C ends it.

                    """, node.address(), DATA.resolve("admin.key"), node.address());
            AppConnector.serve(node);
        } catch (Exception e) {
            AppConnector.fail(e);
        }
    }

    /** What the demo adds: its target, open to whoever has the target's own token. */
    public static Node.Extras extras() {
        return new Node.Extras(
                Network.ofThisMachine(),
                List.of("/demo/"),
                List.of("demo"),
                Map.of("demoCrm", new DemoCrm()),
                List.of(),
                true,
                Clock.systemUTC());
    }

    /** Those of the file and the environment, but for what the demo must have otherwise. */
    static Settings settings(Map<String, String> file, Map<String, String> environment) throws IOException {
        Map<String, String> ofFile = new HashMap<>(file);
        Map<String, String> variables = new HashMap<>(environment);
        for (String key : OF_AN_INSTALLATION) {
            ofFile.remove(key);
            variables.remove(key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'));
        }
        int wanted = Settings.of(ofFile, variables).http().port();
        int port = wanted == 0 ? freePort() : wanted;
        variables.put("APPCONNECTOR_PORT", Integer.toString(port));
        ofFile.put("appconnector.host", LOOPBACK);
        ofFile.put("appconnector.data", DATA.toString());
        ofFile.put("appconnector.egress.plain-http", "private");
        ofFile.put("appconnector.egress.allow", LOOPBACK + ":" + port);
        return AppConnector.settings(ofFile, variables);
    }

    /** The port must be known before it is listened on: the demo's target is below it. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
