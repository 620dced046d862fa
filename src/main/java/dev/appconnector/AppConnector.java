package dev.appconnector;

import dev.appconnector.settings.CommandLine;
import dev.appconnector.settings.InvalidSettings;
import dev.appconnector.settings.Settings;
import dev.appconnector.vault.MasterKey;
import dev.appconnector.vault.MasterKeyFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program: reads its command line and settings, and starts a node or does the one thing that it is asked for. */
public final class AppConnector {

    private static final Logger LOG = LoggerFactory.getLogger(AppConnector.class);

    private static final String SETTINGS_FILE = "APPCONNECTOR_CONFIG";

    private AppConnector() {}

    public static void main(String[] arguments) {
        CommandLine commandLine = CommandLine.of(arguments);
        try {
            switch (commandLine.command()) {
                case START -> serve(Node.start(settings(fileSettings(), System.getenv()), Node.Extras.none()));
                case NEW_MASTER_KEY -> {
                    MasterKey.create(Path.of(commandLine.argument()));
                    print("The master key is in " + commandLine.argument()
                            + ": keep a copy where the database is not.");
                }
                case EXCHANGE_MASTER_KEY -> {
                    Settings settings = settings(fileSettings(), System.getenv());
                    Path file = Path.of(commandLine.argument());
                    Node.exchangeMasterKey(settings, file);
                    print("The master key is in " + file + " now: start every node anew with appconnector.master-key="
                            + file + ". When all have started, destroy "
                            + settings.database().masterKey()
                            + "; only backups from before today need it.");
                }
                case NEW_ADMIN_KEY -> print(newAdminKey());
                case CHECK -> {
                    settings(fileSettings(), System.getenv());
                    print("The settings are right.");
                }
                case VERSION -> print(version());
                case HELP -> print(CommandLine.USAGE.strip());
                case REFUSED -> fail(commandLine.argument());
            }
        } catch (Exception e) {
            fail(e);
        }
    }

    /** The settings of the file and the environment; what was ignored of them goes to the log. */
    public static Settings settings(Map<String, String> file, Map<String, String> environment) {
        Settings settings = Settings.of(file, environment);
        settings.log().use();
        settings.warnings().forEach(LOG::warn);
        return settings;
    }

    /** What stands in {@code application.properties}, or the file that {@code APPCONNECTOR_CONFIG} names. */
    public static Map<String, String> fileSettings() throws IOException {
        String named = System.getenv(SETTINGS_FILE);
        Path path = settingsFile();
        Properties properties = new Properties();
        if (Files.exists(path) || named != null && !named.isBlank()) {
            try (InputStream file = Files.newInputStream(path)) {
                properties.load(file);
            } catch (IOException e) {
                throw new IOException("The settings file " + path + " cannot be read.", e);
            }
        }
        Map<String, String> settings = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        return settings;
    }

    /** The file that the settings are read from, whether or not it is there. */
    static Path settingsFile() {
        String named = System.getenv(SETTINGS_FILE);
        return Path.of(named == null || named.isBlank() ? "application.properties" : named);
    }

    /** Serves until the process is told to end. */
    public static void serve(Node node) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            node.close();
            ended.countDown();
        }));
        LOG.info("AppConnector {} serves on {}.", version(), node.address());
        ended.await();
    }

    private static String newAdminKey() throws IOException {
        return new String(
                Node.newAdminKey(settings(fileSettings(), System.getenv())),
                java.nio.charset.StandardCharsets.US_ASCII);
    }

    /** The version of the jar; {@code dev} where there is none. */
    public static String version() {
        String version = AppConnector.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }

    /** Ends the process with exit code 1 and a line for each fault. */
    public static void fail(Exception e) {
        if (e instanceof InvalidSettings invalid) {
            fail(String.join(System.lineSeparator(), invalid.faults()));
        } else if (e instanceof MasterKeyFault) {
            fail(e.getMessage());
        } else {
            fail("AppConnector does not start: " + reasons(e));
        }
    }

    /** The first line of each exception's message, from the outermost to the cause; each once. */
    private static String reasons(Throwable thrown) {
        Set<String> reasons = new LinkedHashSet<>();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
            reasons.add(message.strip().lines().findFirst().orElse(""));
        }
        return String.join(" - ", reasons);
    }

    private static void print(String line) {
        System.out.println(line);
    }

    private static void fail(String lines) {
        System.err.println(lines);
        System.exit(1);
    }
}
