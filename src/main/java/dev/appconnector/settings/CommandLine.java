package dev.appconnector.settings;

import java.util.List;

/**
 * What the program is asked to do by its arguments.
 *
 * @param argument the file of {@code NEW_MASTER_KEY} and {@code EXCHANGE_MASTER_KEY}, the one line that says why it is {@code REFUSED}, else empty
 */
public record CommandLine(Command command, String argument) {

    /** What can be asked. */
    public enum Command {
        START,
        NEW_MASTER_KEY,
        EXCHANGE_MASTER_KEY,
        NEW_ADMIN_KEY,
        CHECK,
        VERSION,
        HELP,
        REFUSED
    }

    /** The answer to {@code --help}. */
    public static final String USAGE = """
            java -jar target/appconnector.jar                         starts AppConnector
            java -jar target/appconnector.jar --new-master-key FILE   makes a master key in a new file, and ends
            java -jar target/appconnector.jar --exchange-master-key FILE
                                                                      makes a master key in a new file that from then on
                                                                      takes the place of the one set, and ends
            java -jar target/appconnector.jar --new-admin-key         makes a new admin key, prints it, and ends
            java -jar target/appconnector.jar --check                 says whether the settings are right, and ends
            java -jar target/appconnector.jar --version               prints the version, and ends
            java -jar target/appconnector.jar --help                  prints this, and ends
            Settings come from application.properties, or the file that APPCONNECTOR_CONFIG names.
            """;

    /** Takes one option at most; whatever else is there makes it {@code REFUSED}. */
    public static CommandLine of(String... arguments) {
        List<String> given = List.of(arguments);
        if (given.isEmpty()) {
            return new CommandLine(Command.START, "");
        }
        return switch (given.get(0)) {
            case "--new-master-key" -> withFile(Command.NEW_MASTER_KEY, given);
            case "--exchange-master-key" -> withFile(Command.EXCHANGE_MASTER_KEY, given);
            case "--new-admin-key" -> alone(Command.NEW_ADMIN_KEY, given);
            case "--check" -> alone(Command.CHECK, given);
            case "--version" -> alone(Command.VERSION, given);
            case "--help" -> alone(Command.HELP, given);
            default ->
                refused("Unknown argument \"%s\": use --help to see what there is.".formatted(shown(given.get(0))));
        };
    }

    private static CommandLine withFile(Command command, List<String> given) {
        boolean fileAlone =
                given.size() == 2 && !given.get(1).isBlank() && !given.get(1).startsWith("-");
        return fileAlone
                ? new CommandLine(command, given.get(1))
                : refused("%1$s takes one file: use %1$s FILE.".formatted(given.get(0)));
    }

    private static CommandLine alone(Command command, List<String> given) {
        return given.size() == 1
                ? new CommandLine(command, "")
                : refused("%s takes nothing after it: use it alone.".formatted(given.get(0)));
    }

    private static CommandLine refused(String reason) {
        return new CommandLine(Command.REFUSED, reason);
    }

    /** The option's name alone, on one line: what follows its {@code =} may be a secret. */
    private static String shown(String argument) {
        return argument.replaceAll("(?s)=.*", "").replaceAll("\\p{Cc}", "?");
    }
}
