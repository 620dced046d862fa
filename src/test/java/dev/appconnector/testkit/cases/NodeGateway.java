package dev.appconnector.testkit.cases;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.Node;
import dev.appconnector.access.Scope;
import dev.appconnector.access.token.BrowserToken;
import dev.appconnector.access.token.BrowserTokens;
import dev.appconnector.call.target.Network;
import dev.appconnector.operations.KeyRing;
import dev.appconnector.settings.Settings;
import dev.appconnector.storage.Statements;
import dev.appconnector.testkit.TestTls;
import dev.appconnector.vault.Vault;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole program in this JVM, on free ports, with an embedded database of its own. */
final class NodeGateway implements Gateway {

    private final CapturedLogs logs;
    private final Settings settings;
    private final Node node;
    private final String adminKey;

    /**
     * @param data an empty directory for the database
     * @param logs takes what the program logs from its start on
     */
    NodeGateway(Setting setting, Path data, CapturedLogs logs) throws Exception {
        this.logs = logs;
        Map<String, String> file = Map.of(
                "appconnector.host", "127.0.0.1",
                "appconnector.port", "0",
                "appconnector.operations.port", "0",
                "appconnector.data", data.toString(),
                "appconnector.egress.allow", String.join(",", setting.egressAllow()),
                "appconnector.egress.deny", String.join(",", setting.egressDeny()),
                "appconnector.cors.origins", String.join(",", setting.corsOrigins()),
                "appconnector.egress.plain-http", setting.plainHttp());
        this.settings = Settings.of(file, Map.of());
        Network network = new Network(setting.resolver()::resolve, setting.dialler()::dial, TestTls.client());
        this.node = Node.start(settings, Node.Extras.of(network));
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
    public String tokenMintedAt(Instant when, String request, String makerKey) throws Exception {
        Set<UUID> connectors = new HashSet<>();
        JsonNode wanted = SecurityCase.JSON.readTree(request);
        wanted.get("connectors").forEach(id -> connectors.add(UUID.fromString(id.textValue())));
        BrowserToken token = new BrowserToken(
                idOf(makerKey),
                new Scope(Scope.Reach.of(connectors), Scope.Reach.NONE),
                Optional.of(wanted.get("origin").textValue()),
                Optional.empty());
        Clock clock = Clock.fixed(when, ZoneOffset.UTC);
        Vault vault = new KeyRing(settings.database(), new Statements(database()), clock).openVault();
        return new BrowserTokens(vault.derivedKeys(BrowserTokens.PURPOSE), id -> Optional.empty(), clock)
                .make(token, Duration.ofMillis(wanted.get("ttl").longValue()))
                .text();
    }

    private UUID idOf(String key) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.US_ASCII));
        return JdbcClient.create(database())
                .sql("select id from api_key where key_hash = :hash")
                .param("hash", HexFormat.of().formatHex(hash))
                .query(UUID.class)
                .single();
    }

    private DataSource database() {
        return node.camelContext().getRegistry().lookupByNameAndType("database", DataSource.class);
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
