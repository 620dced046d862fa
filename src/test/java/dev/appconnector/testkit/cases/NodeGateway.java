package dev.appconnector.testkit.cases;

import dev.appconnector.Node;
import dev.appconnector.call.target.Network;
import dev.appconnector.settings.Settings;
import dev.appconnector.testkit.TestTls;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** The whole program in this JVM, on free ports, with an embedded database of its own. */
final class NodeGateway implements Gateway {

    private final CapturedLogs logs;
    private final Node node;
    private final String adminKey;

    /**
     * @param data an empty directory for the database
     * @param logs takes what the program logs from its start on
     */
    NodeGateway(Setting setting, Path data, CapturedLogs logs) throws Exception {
        this.logs = logs;
        Map<String, String> settings = Map.of(
                "appconnector.host", "127.0.0.1",
                "appconnector.port", "0",
                "appconnector.operations.port", "0",
                "appconnector.data", data.toString(),
                "appconnector.egress.allow", String.join(",", setting.egressAllow()),
                "appconnector.egress.deny", String.join(",", setting.egressDeny()),
                "appconnector.egress.plain-http", setting.plainHttp());
        // A variable that means nothing yet is a warning, a key of the file that means nothing is a fault.
        Map<String, String> environment = Map.of("APPCONNECTOR_CORS_ORIGINS", String.join(",", setting.corsOrigins()));
        Network network = new Network(setting.resolver()::resolve, setting.dialler()::dial, TestTls.client());
        this.node = Node.start(Settings.of(settings, environment), Node.Extras.of(network));
        this.adminKey = Files.readString(data.resolve("admin.key")).strip();
    }

    @Override
    public InetSocketAddress api() {
        return new InetSocketAddress("127.0.0.1", node.port());
    }

    @Override
    public String adminKey() {
        return adminKey;
    }

    @Override
    public String tokenMintedAt(Instant when, String request, String makerKey) {
        throw new UnsupportedOperationException("There are no browser tokens yet.");
    }

    @Override
    public String takeLogs() {
        return logs.take();
    }

    @Override
    public void close() {
        node.close();
    }
}
