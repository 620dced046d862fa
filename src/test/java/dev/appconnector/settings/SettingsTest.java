package dev.appconnector.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.edge.tls.CertificateFiles;
import dev.appconnector.log.LogFormat;
import dev.appconnector.testkit.TestTls;
import dev.appconnector.vault.Secret;
import dev.appconnector.web.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @TempDir
    private static Path samples;

    private static final String KEY_TAIL = "k".repeat(43);
    private static final Map<String, String> POSTGRESQL = Map.of(
            "appconnector.db.url", "jdbc:postgresql://db/appconnector", "appconnector.master-key", "/keys/master.key");
    private static final Map<String, String> OIDC = Map.of(
            "appconnector.oidc.issuer", "https://id.example/realms/crm", "appconnector.oidc.audience", "appconnector");

    private static final Map<String, String> BROKER = Map.of(
            "appconnector.deliveries.uri", "jms:queue:q", "appconnector.deliveries.broker.url", "tcp://broker:61616");

    @Test
    void without_file_and_variables_the_defaults_hold() {
        Settings settings = Settings.of(Map.of(), Map.of());

        assertEquals(
                new HttpSettings(
                        "127.0.0.1",
                        8080,
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Path.of("routes"),
                        List.of()),
                settings.http());
        assertEquals(new OperationsSettings("127.0.0.1", 9876, false), settings.operations());
        assertEquals(new LogFormat(false, false), settings.log());
        assertTrue(settings.database().embedded());
        assertEquals(Path.of("data"), settings.database().data());
        assertEquals(new EgressSettings(List.of(), List.of(), "false", Optional.empty()), settings.egress());
        assertEquals(new SecretsSettings(List.of(), List.of()), settings.secrets());
        assertEquals(
                new RunSettings(Duration.ofSeconds(30), Duration.ofMinutes(5), 10_485_760, Duration.ofSeconds(1)),
                settings.run());
        assertEquals(new RetentionSettings(Duration.ofDays(7), Duration.ofDays(90)), settings.retention());
        assertEquals(new AuditSettings(Duration.ofDays(400)), settings.audit());
        assertEquals(new DeliverySettings("direct:deliver-run", Optional.empty()), settings.deliveries());
        assertEquals(Optional.empty(), settings.oidc());
        assertEquals(Optional.empty(), settings.adminKey());
        assertEquals(List.of(), settings.warnings());
    }

    @Test
    void the_master_key_lies_with_the_data_unless_it_is_named() {
        assertEquals(
                Path.of("/var/ac/master.key"),
                of("appconnector.data", "/var/ac").database().masterKey());
        assertEquals(
                Path.of("/keys/a.key"),
                of("appconnector.data", "/var/ac", "appconnector.master-key", "/keys/a.key")
                        .database()
                        .masterKey());
    }

    @Test
    void postgresql_is_used_when_its_url_is_given() {
        Map<String, String> file = new HashMap<>(POSTGRESQL);
        file.put("appconnector.db.user", "ac");
        file.put("appconnector.db.password", " two blanks ");

        DatabaseSettings database = Settings.of(file, Map.of()).database();

        assertFalse(database.embedded());
        assertEquals(Optional.of("ac"), database.user());
        assertEquals(Optional.of(secret(" two blanks ")), database.password());
    }

    @ParameterizedTest
    @EnumSource
    void a_variable_overrides_the_file(Setting setting) {
        Map<String, String> inFile = new HashMap<>(POSTGRESQL);
        inFile.putAll(OIDC);
        inFile.putAll(BROKER);
        inFile.put("appconnector.tls.certificate", sample(Setting.TLS_CERTIFICATE, 1));
        inFile.put("appconnector.tls.key", sample(Setting.TLS_KEY, 1));
        inFile.put(setting.key(), sample(setting, 1));
        Map<String, String> changedFile = new HashMap<>(inFile);
        changedFile.put(setting.key(), sample(setting, 2));

        Settings overridden = Settings.of(inFile, Map.of(setting.variable(), sample(setting, 2)));

        assertNotEquals(Settings.of(inFile, Map.of()), overridden);
        assertEquals(Settings.of(changedFile, Map.of()), overridden);
    }

    @ParameterizedTest
    @EnumSource
    void an_empty_value_counts_as_none(Setting setting) {
        Map<String, String> file = Map.of(setting.key(), "");

        assertEquals(Settings.of(Map.of(), Map.of()), Settings.of(file, Map.of(setting.variable(), "")));
    }

    @Test
    void an_empty_variable_leaves_the_file_in_force() {
        assertEquals(
                9000,
                Settings.of(Map.of("appconnector.port", "9000"), Map.of("APPCONNECTOR_PORT", ""))
                        .http()
                        .port());
    }

    @ParameterizedTest
    @CsvSource({
        "appconnector.port, -1, 0, 65535, 65536",
        "appconnector.operations.port, -1, 0, 65535, 65536",
        "appconnector.request.max-bytes, 0, 1, 1073741824, 1073741825",
        "appconnector.timeout.max, 29999, 30s, 5m, 300001",
        "appconnector.timeout.default, 0, 1, 5m, 5m1ms",
        "appconnector.audit.keep, 23h59m59s, 1d, 36500d, 36500d1ms",
        "appconnector.runs.keep-bodies, 59999ms, 1m, 90d, 90d1ms",
        "appconnector.runs.keep, 6d, 7d, 3650d, 3650d1ms",
        "appconnector.max-staleness, 249ms, 250ms, 60s, 60001ms",
    })
    void a_number_or_duration_keeps_its_bounds(String key, String below, String least, String most, String above) {
        assertFault(key, below);
        assertAccepted(key, least);
        assertAccepted(key, most);
        assertFault(key, above);
    }

    @Test
    void where_secrets_may_be_read_is_said_by_globs_that_can_match() {
        assertAccepted("appconnector.secrets.env", "CRM_*, OTHER_?");
        assertFault("appconnector.secrets.env", "CRM-TOKEN");
        assertAccepted("appconnector.secrets.files", "/run/secrets/**, /etc/crm/token");
        assertFault("appconnector.secrets.files", "secrets/*");
        assertFault("appconnector.secrets.files", "/run/../etc/*");
    }

    @Test
    void runs_are_kept_for_a_day_at_least_and_what_was_said_no_longer_than_they_are() {
        String keep = "appconnector.runs.keep";
        String keepBodies = "appconnector.runs.keep-bodies";

        assertEquals(
                Duration.ofDays(1),
                Settings.of(Map.of(keep, "1d", keepBodies, "1d"), Map.of())
                        .retention()
                        .keep());
        assertEquals(1, faults(Map.of(keep, "23h", keepBodies, "1m"), Map.of()).size());
        assertEquals(
                List.of(keepBodies + " is \"7d\" (the default): use at most the 6d of " + keep + "."),
                faults(Map.of(keep, "6d"), Map.of()));
    }

    @Test
    void the_longest_timeout_may_be_as_short_as_a_millisecond() {
        Map<String, String> shortest = Map.of("appconnector.timeout.max", "1ms", "appconnector.timeout.default", "1ms");

        assertEquals(Duration.ofMillis(1), Settings.of(shortest, Map.of()).run().maxTimeout());
        assertEquals(
                List.of("appconnector.timeout.max is \"0ms\": use a duration from 1 ms to 300000 ms, such as 500ms, 10s"
                        + " or 2m."),
                faults(Map.of("appconnector.timeout.max", "0ms"), Map.of()));
    }

    @ParameterizedTest
    @CsvSource({"500ms, 500", "10s, 10000", "2m, 120000", "1500, 1500", "1m30s, 90000", "1s5ms, 1005"})
    void durations_are_read_as_camel_reads_them(String text, long milliseconds) {
        assertEquals(
                Duration.ofMillis(milliseconds),
                of("appconnector.timeout.default", text).run().defaultTimeout());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"abc", "5x", "10S", "10 s", "1.5s", "-5s", "10s abc", "s", "PT5S", "5min", "9999999999999999999"
            })
    void what_camel_would_take_for_another_duration_is_refused(String text) {
        assertFault("appconnector.timeout.default", text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8080x", "0x1f", "8 080", "+1", "1e3", "99999999999999999999"})
    void what_is_no_number_is_refused(String text) {
        assertFault("appconnector.port", text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "localhost", "ac-1.example.com", "::", "::1", "fe80::1%eth0"})
    void listens_on_a_host_name_or_an_address(String host) {
        assertAccepted("appconnector.host", host);
        assertAccepted("appconnector.operations.host", host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost", "localhost:80", "[::1]", "a b", "a/b", "a,b"})
    void does_not_listen_on_anything_else(String host) {
        assertFault("appconnector.host", host);
        assertFault("appconnector.operations.host", host);
    }

    @Test
    void the_environment_has_at_most_60_characters() {
        assertAccepted("appconnector.environment", "Prüfung " + "x".repeat(52));
        assertFault("appconnector.environment", "x".repeat(61));
        assertFault("appconnector.environment", "two\tcolumns");
    }

    @ParameterizedTest
    @CsvSource({"false, true", "private, true", "true, true", "FALSE, false", "yes, false"})
    void plain_http_is_one_of_three_words(String word, boolean accepted) {
        if (accepted) {
            assertEquals(
                    word, of("appconnector.egress.plain-http", word).egress().plainHttp());
        } else {
            assertFault("appconnector.egress.plain-http", word);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://proxy.internal:3128, proxy.internal:3128",
        "http://10.0.0.1:1, 10.0.0.1:1",
        "http://[fd00::1]:65535, fd00::1:65535",
        "http://proxy.internal, ",
        "http://proxy.internal:0, ",
        "http://proxy.internal:65536, ",
        "http://proxy.internal:3128/, ",
        "https://proxy.internal:3128, ",
        "HTTP://proxy.internal:3128, ",
        "socks://proxy.internal:3128, ",
        "http://user:secret@proxy.internal:3128, ",
        "proxy.internal:3128, "
    })
    void a_proxy_is_written_as_scheme_host_and_port(String text, String endpoint) {
        if (endpoint == null) {
            assertFault("appconnector.egress.proxy", text);
            return;
        }
        InetSocketAddress proxy =
                of("appconnector.egress.proxy", text).egress().proxy().orElseThrow();
        assertEquals(endpoint, proxy.getHostString() + ":" + proxy.getPort());
        assertTrue(proxy.isUnresolved());
    }

    @Test
    void an_issuer_with_its_audience_makes_callers() {
        Map<String, String> file = new HashMap<>(OIDC);
        assertEquals(
                new OidcSettings(
                        URI.create("https://id.example/realms/crm"),
                        "appconnector",
                        "roles",
                        Optional.empty(),
                        Optional.empty()),
                Settings.of(file, Map.of()).oidc().orElseThrow());
        file.put("appconnector.oidc.roles-claim", "realm_access.roles");
        file.put("appconnector.oidc.connectors-claim", "https://crm.example/connectors");
        file.put("appconnector.oidc.activities-claim", "crm.activities");
        assertEquals(
                new OidcSettings(
                        URI.create("https://id.example/realms/crm"),
                        "appconnector",
                        "realm_access.roles",
                        Optional.of("https://crm.example/connectors"),
                        Optional.of("crm.activities")),
                Settings.of(file, Map.of()).oidc().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "https://id.example, true",
        "https://id.example/, true",
        "https://id.example:8443/realms/crm, true",
        "https://10.0.0.1, true",
        "https://[fd00::1]:65535, true",
        "https://id.example:0, false",
        "https://id.example:65536, false",
        "https://user@id.example, false",
        "https://id.example?x, false",
        "https://id.example#x, false",
        "https://id example, false",
        "https:///realms, false",
        "https:id.example, false",
        "HTTPS://id.example, false",
        "ftp://id.example, false",
        "id.example, false",
    })
    void an_issuer_is_a_url_without_user_query_and_fragment(String issuer, boolean accepted) {
        Map<String, String> file = new HashMap<>(OIDC);
        file.put("appconnector.oidc.issuer", issuer);
        if (accepted) {
            assertEquals(
                    issuer,
                    Settings.of(file, Map.of()).oidc().orElseThrow().issuer().toString());
        } else {
            assertEquals(1, faults(file, Map.of()).size());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "false, '', false",
        "private, '', false",
        "private, id.internal:8080, true",
        "private, id.internal:8081, false",
        "true, '', true"
    })
    void an_issuer_speaks_http_only_where_a_connector_could(String plainHttp, String allow, boolean accepted) {
        Map<String, String> file = new HashMap<>(OIDC);
        file.put("appconnector.oidc.issuer", "http://id.internal:8080");
        file.put("appconnector.egress.plain-http", plainHttp);
        file.put("appconnector.egress.allow", allow);
        if (accepted) {
            assertTrue(Settings.of(file, Map.of()).oidc().isPresent());
        } else {
            assertEquals(
                    List.of("appconnector.oidc.issuer is \"http://id.internal:8080\": use https: http is for what"
                            + " appconnector.egress.plain-http lets connectors name."),
                    faults(file, Map.of()));
        }
    }

    @Test
    void an_issuer_needs_an_audience_and_nothing_of_oidc_stands_alone() {
        assertEquals(
                List.of("appconnector.oidc.audience is missing: it is required with appconnector.oidc.issuer. Use what"
                        + " the issuer puts into the claim \"aud\" of tokens for AppConnector."),
                faults(Map.of("appconnector.oidc.issuer", "https://id.example"), Map.of()));
        for (String key : List.of("audience", "connectors-claim", "activities-claim")) {
            assertFault("appconnector.oidc." + key, "x");
        }
        Map<String, String> all = Map.of(
                "appconnector.oidc.issuer", "x", "appconnector.oidc.roles-claim", "a b", "appconnector.port", "x");
        assertEquals(4, faults(all, Map.of()).size());
    }

    @Test
    void a_queue_needs_a_broker_and_nothing_of_a_broker_stands_alone() {
        DeliverySettings deliveries = Settings.of(BROKER, Map.of("APPCONNECTOR_DELIVERIES_BROKER_PASSWORD", " x "))
                .deliveries();
        assertEquals("jms:queue:q", deliveries.uri());
        assertEquals(
                new DeliverySettings.Broker("tcp://broker:61616", Optional.empty(), Optional.of(secret(" x "))),
                deliveries.broker().orElseThrow());
        assertEquals(
                List.of("appconnector.deliveries.broker.url is missing: it is required with"
                        + " appconnector.deliveries.uri=jms:queue:q. Write it as tcp://host:port."),
                faults(Map.of("appconnector.deliveries.uri", "jms:queue:q"), Map.of()));
        assertFault("appconnector.deliveries.broker.url", "tcp://broker:61616");
        assertFault("appconnector.deliveries.broker.user", "x");
        assertFault("appconnector.deliveries.broker.password", "x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka:deliveries",
                "jms:topic:q",
                "jms:q",
                "jms:queue:",
                "jms:queue:q?concurrentConsumers=9",
                "jms:queue:{{env:X}}",
                "direct:other",
                "seda:deliver-run"
            })
    void another_way_to_hand_over_is_refused_with_one_line(String uri) {
        assertFault("appconnector.deliveries.uri", uri);
        assertEquals(
                1,
                faults(
                                Map.of(
                                        "appconnector.deliveries.uri",
                                        uri,
                                        "appconnector.deliveries.broker.url",
                                        "tcp://broker:61616"),
                                Map.of())
                        .size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"broker:61616", "vm://0", "http://broker", "tcp://", "tcp://a,tcp://b", "tcp://a b"})
    void a_broker_that_is_named_in_another_way_is_refused_without_its_url(String url) {
        Map<String, String> file =
                Map.of("appconnector.deliveries.uri", "jms:queue:q", "appconnector.deliveries.broker.url", url);
        assertEquals(
                List.of("appconnector.deliveries.broker.url is <redacted>: write it as tcp://host:port, or as"
                        + " (tcp://host:port,tcp://host:port) for several."),
                faults(file, Map.of()));
    }

    @Test
    void lists_are_split_at_commas_and_trimmed() {
        EgressSettings egress = of(
                        "appconnector.egress.allow", " 10.0.0.0/8 ,intranet.local:8443,",
                        "appconnector.egress.deny", "192.0.2.1")
                .egress();

        assertEquals(List.of("10.0.0.0/8", "intranet.local:8443"), egress.allow());
        assertEquals(List.of("192.0.2.1"), egress.deny());
    }

    @Test
    void the_faults_of_addresses_are_told_with_the_others() {
        Map<String, String> file =
                Map.of("appconnector.egress.allow", "a", "appconnector.egress.deny", "b", "appconnector.port", "x");

        InvalidSettings thrown = assertThrows(
                InvalidSettings.class,
                () -> Settings.of(file, Map.of(), (allow, deny) -> List.of("not " + allow + deny)));

        assertEquals(2, thrown.faults().size());
        assertTrue(thrown.faults().contains("not [a][b]"));
    }

    @ParameterizedTest
    @CsvSource({"42, false", "43, true", "44, true"})
    void an_admin_key_has_43_or_more_characters(int length, boolean accepted) {
        String key = "ac_" + "aZ09-_".repeat(10).substring(0, length);
        if (accepted) {
            assertEquals(
                    Optional.of(secret(key)), of("appconnector.admin-key", key).adminKey());
        } else {
            assertFault("appconnector.admin-key", key);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AC_", "ac-", "ac_.", "ac_="})
    void an_admin_key_begins_with_ac_and_is_base64url(String beginning) {
        assertFault("appconnector.admin-key", beginning + KEY_TAIL);
    }

    @Test
    void the_default_timeout_is_not_above_the_longest() {
        assertAccepted("appconnector.timeout.max", "30s");
        assertEquals(
                List.of("appconnector.timeout.default is \"30s\" (the default): use at most the 29s of"
                        + " appconnector.timeout.max."),
                faults(Map.of("appconnector.timeout.max", "29s"), Map.of()));
    }

    @Test
    void a_wrong_timeout_is_not_compared_with_the_other() {
        assertFault("appconnector.timeout.max", "10x");
        assertEquals(
                1,
                faults(Map.of("appconnector.timeout.default", "x", "appconnector.timeout.max", "10s"), Map.of())
                        .size());
    }

    @Test
    void postgresql_needs_a_master_key_that_the_operator_made() {
        assertEquals(
                List.of("appconnector.master-key is missing: it is required with PostgreSQL. Name the file that"
                        + " `java -jar target/appconnector.jar --new-master-key FILE` makes."),
                faults(Map.of("appconnector.db.url", "jdbc:postgresql://db/ac"), Map.of()));
    }

    @Test
    void user_and_password_go_with_a_url_alone() {
        assertEquals(
                List.of(
                        "appconnector.db.user is \"ac\": set appconnector.db.url too, or take this one away: the"
                                + " embedded database needs neither.",
                        "APPCONNECTOR_DB_PASSWORD is <redacted>: set appconnector.db.url too, or take this one away:"
                                + " the embedded database needs neither."),
                faults(Map.of("appconnector.db.user", "ac"), Map.of("APPCONNECTOR_DB_PASSWORD", "hunter2")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql://ac:hunter2@db/ac", "jdbc:h2:./data", "jdbc:postgresql:"})
    void the_database_is_postgresql_or_embedded(String url) {
        Map<String, String> file = new HashMap<>(POSTGRESQL);
        file.put("appconnector.db.url", url);

        assertEquals(
                List.of("appconnector.db.url is <redacted>: begin it with jdbc:postgresql: and name a database."),
                faults(file, Map.of()));
    }

    @Test
    void a_folder_of_routes_that_is_named_must_be_there() throws IOException {
        String file = Files.createTempFile(samples, "no-folder", "").toString();
        for (String wrong : List.of(samples.resolve("missing").toString(), file)) {
            assertEquals(
                    List.of("appconnector.routes.folder is \"" + wrong
                            + "\": name a folder that is there, and that the program may read."),
                    faults(Map.of("appconnector.routes.folder", wrong), Map.of()));
        }
    }

    @Test
    void an_impossible_path_is_refused_on_one_line() {
        assertEquals(
                List.of("appconnector.data is \"a?b\": use a path that this system can have."),
                faults(Map.of("appconnector.data", "a\0b"), Map.of()));
    }

    @Test
    void a_fault_stays_on_one_line() {
        assertEquals(
                List.of("APPCONNECTOR_PORT is \"1?FORGED\": use a whole number from 0 to 65535."),
                faults(Map.of(), Map.of("APPCONNECTOR_PORT", "1\nFORGED")));
    }

    @Test
    void all_faults_are_told_at_once_each_under_the_name_it_came_by() {
        Map<String, String> file = Map.of(
                "appconnector.prot", "9000",
                "appconnector.host", "http://x",
                "appconnector.colour", "red",
                "appconnector.request.max-bytes", "10MB");
        Map<String, String> environment = Map.of("APPCONNECTOR_PORT", "none", "APPCONNECTOR_EGRESS_PLAIN_HTTP", "yes");

        InvalidSettings thrown = assertThrows(InvalidSettings.class, () -> Settings.of(file, environment));

        assertEquals("""
                appconnector.colour is no setting: take it out of the file.
                appconnector.prot is no setting: did you mean appconnector.port?
                appconnector.host is "http://x": use a host name or an IP address, without scheme, brackets or port.
                APPCONNECTOR_PORT is "none": use a whole number from 0 to 65535.
                APPCONNECTOR_EGRESS_PLAIN_HTTP is "yes": use false, private or true.
                appconnector.request.max-bytes is "10MB": use a whole number from 1 to 1073741824.""".lines().toList(), thrown.faults());
        assertEquals(String.join("\n", thrown.faults()), thrown.getMessage());
    }

    @Test
    void no_secret_is_told_neither_in_a_fault_nor_in_a_warning_nor_in_print() {
        Map<String, String> file = Map.of(
                "appconnector.db.pasword", "hunter2",
                "appconnector.admin-key", "ac_hunter2",
                "appconnector.db.password", "hunter2");
        assertFalse(faults(file, Map.of()).toString().contains("hunter2"));

        Map<String, String> sound = new HashMap<>(POSTGRESQL);
        sound.put("appconnector.db.url", "jdbc:postgresql://db/ac?password=hunter2");
        sound.put("appconnector.db.password", "hunter2");
        sound.put("appconnector.admin-key", "ac_hunter2" + KEY_TAIL);
        Settings settings = Settings.of(sound, Map.of("APPCONNECTOR_DB_PASWORD", "hunter2"));
        assertFalse(settings.toString().contains("hunter2"), settings.toString());
    }

    @Test
    void keys_of_others_in_the_file_are_left_alone() {
        assertEquals(
                Settings.of(Map.of(), Map.of()),
                of("camel.main.name", "ac", "appconnectors", "x", "PATH", "y", "Appconnector.port", "z"));
    }

    @Test
    void unknown_variables_are_ignored_with_one_line_each() {
        Map<String, String> environment = Map.of(
                "APPCONNECTOR_HOTS", "0.0.0.0",
                "APPCONNECTOR_SERVICE_HOST", "10.0.0.1",
                "APPCONNECTOR_CONFIG", "other.properties",
                "PATH", "/bin");

        assertEquals(
                List.of(
                        "APPCONNECTOR_HOTS is no setting and is ignored: did you mean APPCONNECTOR_HOST?",
                        "APPCONNECTOR_SERVICE_HOST is no setting and is ignored: unset it."),
                Settings.of(Map.of(), environment).warnings());
    }

    @Test
    void the_port_that_kubernetes_sets_is_ignored_with_one_line() {
        Settings settings =
                Settings.of(Map.of("appconnector.port", "9000"), Map.of("APPCONNECTOR_PORT", "tcp://10.0.0.1:8080"));

        assertEquals(9000, settings.http().port());
        assertEquals(
                List.of("APPCONNECTOR_PORT begins with tcp:// and is ignored: Kubernetes sets it for a Service called"
                        + " appconnector. Set appconnector.port in the file, or give the Service another name."),
                settings.warnings());
    }

    @Test
    void the_file_cannot_name_itself() {
        assertFault("appconnector.config", "other.properties");
    }

    @Test
    void the_log_is_text_or_json_and_at_info_or_debug() {
        assertEquals(
                new LogFormat(true, true),
                of("appconnector.log.format", "json", "appconnector.log.level", "debug")
                        .log());
        assertFault("appconnector.log.format", "JSON");
        assertFault("appconnector.log.level", "trace");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "null", "app.example", "https://app.example/", "https://App.example", "https://*.example"})
    void what_is_no_exact_origin_stops_the_start(String origin) {
        assertEquals(
                List.of("appconnector.cors.origins: \"" + origin + "\" is no origin: " + Origin.RIGHT),
                faults(Map.of("appconnector.cors.origins", "https://app.example, " + origin), Map.of()));
    }

    @Test
    void origins_and_proxies_are_lists() {
        Settings settings = of(
                "appconnector.cors.origins", " https://app.example,http://localhost:3000, ",
                "appconnector.trusted-proxies", "10.0.0.0/8, 2001:db8::1");

        assertEquals(
                List.of(new Origin("https", "app.example"), new Origin("http", "localhost:3000")),
                settings.http().corsOrigins());
        assertEquals(List.of("10.0.0.0/8", "2001:db8::1"), settings.http().trustedProxies());
        assertFault("appconnector.trusted-proxies", "10.0.0.0/8, proxy.example");
    }

    private static Settings of(String... keysAndValues) {
        Map<String, String> file = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            file.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return Settings.of(file, Map.of());
    }

    private static void assertAccepted(String key, String value) {
        assertEquals(List.of(), of(key, value).warnings());
    }

    private static void assertFault(String key, String value) {
        List<String> faults = faults(Map.of(key, value), Map.of());
        assertEquals(1, faults.size(), faults.toString());
        assertTrue(faults.get(0).contains(key), faults.get(0));
    }

    private static List<String> faults(Map<String, String> file, Map<String, String> environment) {
        return assertThrows(InvalidSettings.class, () -> Settings.of(file, environment))
                .faults();
    }

    private static Secret secret(String text) {
        return Secret.owning(text.getBytes(StandardCharsets.UTF_8));
    }

    private static CertificateFiles certificateFiles(int number) {
        try {
            return TestTls.files(Files.createDirectories(samples.resolve(Integer.toString(number))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String routeFolder(int number) {
        try {
            return Files.createDirectories(samples.resolve("routes" + number)).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sample(Setting setting, int number) {
        return switch (setting) {
            case PORT, OPERATIONS_PORT, REQUEST_MAX_BYTES -> "900" + number;
            case HOST, OPERATIONS_HOST -> "127.0.0.1" + number;
            case DB_URL -> "jdbc:postgresql://db" + number + "/ac";
            case ADMIN_KEY -> "ac_" + KEY_TAIL + number;
            case SECRETS_ENV -> "CRM_" + number;
            case SECRETS_FILES -> "/secrets/" + number;
            case EGRESS_PLAIN_HTTP -> number == 1 ? "private" : "true";
            case METRICS_CAMEL -> number == 1 ? "true" : "false";
            case LOG_FORMAT -> number == 1 ? "json" : "text";
            case TRACES_URL -> "http://collector" + number + ":4318/v1/traces";
            case LOG_LEVEL -> number == 1 ? "debug" : "info";
            case MAX_STALENESS, TIMEOUT_DEFAULT -> number + "s";
            case TIMEOUT_MAX -> number + "m";
            case AUDIT_KEEP, RUNS_KEEP_BODIES -> number + "d";
            case RUNS_KEEP -> "10" + number + "d";
            case ENVIRONMENT, DATA, DB_USER, DB_PASSWORD, MASTER_KEY, EGRESS_ALLOW -> "sample" + number;
            case TLS_CERTIFICATE -> certificateFiles(number).certificate().toString();
            case TLS_KEY -> certificateFiles(number).key().toString();
            case EGRESS_PROXY -> "http://proxy" + number + ":3128";
            case EGRESS_DENY, TRUSTED_PROXIES -> "192.0.2." + number;
            case ROUTES_FOLDER -> routeFolder(number);
            case ROUTES_ACCESS -> "/crm" + number + "/**=runner";
            case CORS_ORIGINS -> "https://app" + number + ".example";
            case DELIVERIES_URI -> "jms:queue:q" + number;
            case DELIVERIES_BROKER_URL -> "tcp://broker" + number + ":61616";
            case DELIVERIES_BROKER_USER, DELIVERIES_BROKER_PASSWORD -> "sample" + number;
            case OIDC_ISSUER -> "https://id" + number + ".example";
            case OIDC_AUDIENCE, OIDC_ROLES_CLAIM, OIDC_CONNECTORS_CLAIM, OIDC_ACTIVITIES_CLAIM -> "sample" + number;
        };
    }
}
