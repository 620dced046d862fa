package dev.appconnector.settings;

import dev.appconnector.access.RouteAccess;
import dev.appconnector.egress.address.AddressPolicy;
import dev.appconnector.log.LogFormat;
import dev.appconnector.vault.Secret;
import dev.appconnector.vault.source.SourceGlob;
import dev.appconnector.web.Origin;
import dev.appconnector.web.TrustedProxies;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the operator set, checked as a whole before anything starts. Immutable.
 *
 * @param traces where a collector takes OTLP; empty where nothing is traced
 * @param oidc empty where no token of another issuer makes a caller
 * @param adminKey {@code ac_} and 43 or more base64url characters
 * @param warnings what was ignored and is worth a line in the log, each one line without secrets
 */
public record Settings(
        HttpSettings http,
        OperationsSettings operations,
        LogFormat log,
        Optional<URI> traces,
        DatabaseSettings database,
        EgressSettings egress,
        SecretsSettings secrets,
        RunSettings run,
        RetentionSettings retention,
        AuditSettings audit,
        DeliverySettings deliveries,
        Optional<OidcSettings> oidc,
        Optional<Secret> adminKey,
        List<String> warnings) {

    private static final int HIGHEST_PORT = 65_535;
    private static final int LARGEST_REQUEST = 1 << 30;
    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(1);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration LEAST_STALENESS = Duration.ofMillis(250);
    private static final Duration MOST_STALENESS = Duration.ofMinutes(1);

    private static final Duration LEAST_BODIES_KEPT = Duration.ofMinutes(1);
    private static final Duration MOST_RUNS_KEPT = Duration.ofDays(3_650);
    private static final Duration LEAST_KEPT = Duration.ofDays(1);
    private static final Duration MOST_KEPT = Duration.ofDays(36_500);

    private static final String HOST = "[\\w.-]+|[0-9A-Fa-f.]*(:[0-9A-Fa-f.]*){2,}(%\\w+)?";
    private static final Pattern PROXY = Pattern.compile(
            "http://((?<name>[A-Za-z0-9.-]+)|\\[(?<literal>[0-9A-Fa-f.]*(:[0-9A-Fa-f.]*){2,})\\]):(?<port>[0-9]{1,5})");

    private static final String COLLECTOR =
            "https?://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+\\])(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)";

    private static final String RIGHT_HOST = "use a host name or an IP address, without scheme, brackets or port.";

    public Settings {
        warnings = List.copyOf(warnings);
    }

    /**
     * Reads the settings; a variable wins over the file, and an empty value counts as none.
     *
     * @param file all keys of the file; those without the prefix {@code appconnector.} belong to others
     * @param environment all variables of the process
     * @throws InvalidSettings with everything that is wrong, not just the first
     */
    public static Settings of(Map<String, String> file, Map<String, String> environment) {
        return of(file, environment, AddressPolicy::faultsOf);
    }

    /** As above, with the judge of {@code egress.allow} and {@code egress.deny}, which answers with one line a fault. */
    static Settings of(
            Map<String, String> file,
            Map<String, String> environment,
            BiFunction<List<String>, List<String>, List<String>> addressFaults) {
        SettingsReader reader = new SettingsReader(file, environment);
        Settings settings = new Settings(
                http(reader),
                operations(reader),
                log(reader),
                traces(reader),
                database(reader),
                egress(reader),
                secrets(reader),
                run(reader),
                retention(reader),
                new AuditSettings(reader.duration(Setting.AUDIT_KEEP, LEAST_KEPT, MOST_KEPT)),
                DeliveryReader.read(reader),
                OidcReader.read(reader),
                adminKey(reader),
                reader.warnings());
        List<String> faultsOfAddresses = addressFaults.apply(settings.egress.allow(), settings.egress.deny());
        faultsOfAddresses.forEach(reader::fault);
        if (faultsOfAddresses.isEmpty()) {
            settings.oidc.ifPresent(oidc -> OidcReader.requireScheme(reader, oidc.issuer(), settings.egress));
        }
        reader.throwIfFaulty();
        return settings;
    }

    private static HttpSettings http(SettingsReader reader) {
        return new HttpSettings(
                host(reader, Setting.HOST),
                port(reader, Setting.PORT),
                reader.matching(Setting.ENVIRONMENT, "\\P{Cc}{1,60}", "use at most 60 characters on one line."),
                corsOrigins(reader),
                trustedProxies(reader),
                TlsReader.read(reader),
                routeFolder(reader),
                routeAccess(reader));
    }

    private static OperationsSettings operations(SettingsReader reader) {
        return new OperationsSettings(
                host(reader, Setting.OPERATIONS_HOST),
                port(reader, Setting.OPERATIONS_PORT),
                reader.matching(Setting.METRICS_CAMEL, "false|true", "use false or true.")
                        .map(Boolean::valueOf)
                        .orElseThrow());
    }

    private static LogFormat log(SettingsReader reader) {
        return new LogFormat(
                reader.matching(Setting.LOG_FORMAT, "text|json", "use text or json.")
                        .orElseThrow()
                        .equals("json"),
                reader.matching(Setting.LOG_LEVEL, "info|debug", "use info or debug.")
                        .orElseThrow()
                        .equals("debug"));
    }

    private static Optional<URI> traces(SettingsReader reader) {
        return reader.read(
                Setting.TRACES_URL,
                text -> text.matches(COLLECTOR) ? Optional.of(URI.create(text)) : Optional.empty(),
                "write it as http://host:port/v1/traces or with https, without user or query.");
    }

    /** One that is named must be there: whoever mistypes it would run without routes. */
    private static Path routeFolder(SettingsReader reader) {
        return reader.read(
                        Setting.ROUTES_FOLDER,
                        text -> SettingsReader.pathOf(text)
                                .filter(path -> text.equals(Setting.ROUTES_FOLDER.defaultText())
                                        || Files.isDirectory(path) && Files.isReadable(path)),
                        "name a folder that is there, and that the program may read.")
                .orElseThrow();
    }

    private static List<String> routeAccess(SettingsReader reader) {
        List<String> rules = reader.list(Setting.ROUTES_ACCESS);
        rules.stream()
                .filter(rule -> !RouteAccess.isRight(rule))
                .forEach(rule -> reader.fault(
                        "%s: \"%s\" is no rule: %s".formatted(Setting.ROUTES_ACCESS.key(), rule, RouteAccess.RIGHT)));
        return rules;
    }

    private static List<Origin> corsOrigins(SettingsReader reader) {
        return reader.list(Setting.CORS_ORIGINS).stream()
                .flatMap(entry -> {
                    Optional<Origin> origin = Origin.parse(entry);
                    if (origin.isEmpty()) {
                        reader.fault("%s: \"%s\" is no origin: %s"
                                .formatted(Setting.CORS_ORIGINS.key(), entry, Origin.RIGHT));
                    }
                    return origin.stream();
                })
                .toList();
    }

    private static List<String> trustedProxies(SettingsReader reader) {
        List<String> entries = reader.list(Setting.TRUSTED_PROXIES);
        entries.forEach(entry -> TrustedProxies.faultOf(entry)
                .ifPresent(
                        fault -> reader.fault("%s: \"%s\" %s".formatted(Setting.TRUSTED_PROXIES.key(), entry, fault))));
        return entries;
    }

    private static String host(SettingsReader reader, Setting setting) {
        return reader.matching(setting, HOST, RIGHT_HOST).orElseThrow();
    }

    private static int port(SettingsReader reader, Setting setting) {
        return (int) reader.number(setting, 0, HIGHEST_PORT);
    }

    private static DatabaseSettings database(SettingsReader reader) {
        Optional<String> url = reader.matching(
                Setting.DB_URL, "(?s)jdbc:postgresql:.+", "begin it with jdbc:postgresql: and name a database.");
        Optional<String> user = reader.text(Setting.DB_USER);
        Optional<String> password = reader.text(Setting.DB_PASSWORD);
        Path data = reader.path(Setting.DATA).orElseThrow();
        Optional<Path> masterKey = reader.path(Setting.MASTER_KEY);
        if (reader.text(Setting.DB_URL).isEmpty()) {
            String right = "set appconnector.db.url too, or take this one away: the embedded database needs neither.";
            user.ifPresent(given -> reader.fault(Setting.DB_USER, right));
            password.ifPresent(given -> reader.fault(Setting.DB_PASSWORD, right));
        } else if (reader.text(Setting.MASTER_KEY).isEmpty()) {
            reader.fault("appconnector.master-key is missing: it is required with PostgreSQL. Name the file that"
                    + " `java -jar target/appconnector.jar --new-master-key FILE` makes.");
        }
        return new DatabaseSettings(
                data, url, user, password.map(Settings::secret), masterKey.orElse(data.resolve("master.key")));
    }

    private static EgressSettings egress(SettingsReader reader) {
        return new EgressSettings(
                reader.list(Setting.EGRESS_ALLOW),
                reader.list(Setting.EGRESS_DENY),
                reader.matching(Setting.EGRESS_PLAIN_HTTP, "false|private|true", "use false, private or true.")
                        .orElseThrow(),
                proxy(reader));
    }

    private static SecretsSettings secrets(SettingsReader reader) {
        List<String> env = reader.list(Setting.SECRETS_ENV);
        env.stream()
                .filter(glob -> SourceGlob.ofVariables(glob).isEmpty())
                .forEach(glob ->
                        reader.fault(("%s: \"%s\" can be no variable: use letters, digits and _, with * and ? for"
                                        + " what may differ.")
                                .formatted(Setting.SECRETS_ENV.key(), glob)));
        List<String> files = reader.list(Setting.SECRETS_FILES);
        files.stream()
                .filter(glob -> SourceGlob.ofFiles(glob).isEmpty())
                .forEach(
                        glob -> reader.fault(("%s: \"%s\" can be no path: begin at the root, and leave out \"..\"; * is"
                                        + " anything within a folder, ** also below it.")
                                .formatted(Setting.SECRETS_FILES.key(), glob)));
        return new SecretsSettings(env, files);
    }

    private static Optional<InetSocketAddress> proxy(SettingsReader reader) {
        Optional<Matcher> given = reader.matching(
                        Setting.EGRESS_PROXY, PROXY.pattern(), "write it as http://host:port, without user or path.")
                .map(PROXY::matcher)
                .filter(Matcher::matches);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        int port = Integer.parseInt(given.get().group("port"));
        if (port < 1 || port > HIGHEST_PORT) {
            reader.fault(Setting.EGRESS_PROXY, "use a port from 1 to 65535.");
            return Optional.empty();
        }
        String host = given.get().group("name");
        return Optional.of(
                InetSocketAddress.createUnresolved(host == null ? given.get().group("literal") : host, port));
    }

    private static RunSettings run(SettingsReader reader) {
        Duration defaultTimeout = reader.duration(Setting.TIMEOUT_DEFAULT, SHORTEST_TIMEOUT, LONGEST_TIMEOUT);
        Duration maxTimeout = reader.duration(Setting.TIMEOUT_MAX, SHORTEST_TIMEOUT, LONGEST_TIMEOUT);
        if (reader.sound(Setting.TIMEOUT_DEFAULT)
                && reader.sound(Setting.TIMEOUT_MAX)
                && defaultTimeout.compareTo(maxTimeout) > 0) {
            reader.fault(
                    Setting.TIMEOUT_DEFAULT,
                    "use at most the %s of appconnector.timeout.max."
                            .formatted(reader.text(Setting.TIMEOUT_MAX).orElseThrow()));
        }
        return new RunSettings(
                defaultTimeout,
                maxTimeout,
                reader.number(Setting.REQUEST_MAX_BYTES, 1, LARGEST_REQUEST),
                reader.duration(Setting.MAX_STALENESS, LEAST_STALENESS, MOST_STALENESS));
    }

    private static RetentionSettings retention(SettingsReader reader) {
        Duration keepBodies = reader.duration(Setting.RUNS_KEEP_BODIES, LEAST_BODIES_KEPT, MOST_RUNS_KEPT);
        Duration keep = reader.duration(Setting.RUNS_KEEP, LEAST_KEPT, MOST_RUNS_KEPT);
        if (reader.sound(Setting.RUNS_KEEP_BODIES)
                && reader.sound(Setting.RUNS_KEEP)
                && keepBodies.compareTo(keep) > 0) {
            reader.fault(
                    Setting.RUNS_KEEP_BODIES,
                    "use at most the %s of appconnector.runs.keep."
                            .formatted(reader.text(Setting.RUNS_KEEP).orElseThrow()));
        }
        return new RetentionSettings(keepBodies, keep);
    }

    private static Optional<Secret> adminKey(SettingsReader reader) {
        return reader.matching(
                        Setting.ADMIN_KEY, "ac_[A-Za-z0-9_-]{43,}", "use ac_ and 43 or more base64url characters.")
                .map(Settings::secret);
    }

    private static Secret secret(String text) {
        return Secret.owning(text.getBytes(StandardCharsets.UTF_8));
    }
}
