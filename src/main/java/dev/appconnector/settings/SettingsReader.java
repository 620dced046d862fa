package dev.appconnector.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.camel.util.TimeUtils;

/**
 * Reads one setting after the other, and gathers what is wrong on the way: whoever asks for a wrong one gets the default,
 * so that all faults are found. Not thread-safe.
 */
final class SettingsReader {

    private static final String KEY_PREFIX = "appconnector.";
    private static final String VARIABLE_PREFIX = "APPCONNECTOR_";
    private static final String FILE_VARIABLE = "APPCONNECTOR_CONFIG";

    /** Camel takes "abc", "5x" and "10s abc" as well, and makes 0 or 10 s of them. */
    private static final Pattern DURATION =
            Pattern.compile("[0-9]{1,9}|([0-9]{1,9}d)?([0-9]{1,9}h)?([0-9]{1,9}m)?([0-9]{1,9}s)?([0-9]{1,9}ms)?");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final Map<String, String> file;
    private final Map<String, String> environment;
    private final List<String> faults = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Set<Setting> faulty = EnumSet.noneOf(Setting.class);

    SettingsReader(Map<String, String> file, Map<String, String> environment) {
        this.file = file;
        this.environment = environment;
        refuseUnknownKeys();
        warnOfUnknownVariables();
    }

    /** The text in force, or else the default; empty where both are. */
    Optional<String> text(Setting setting) {
        String given = given(setting);
        return Optional.of(given.isEmpty() ? setting.defaultText() : given).filter(text -> !text.isEmpty());
    }

    Optional<String> matching(Setting setting, String pattern, String right) {
        return read(setting, text -> Optional.of(text).filter(t -> t.matches(pattern)), right);
    }

    /** For settings with a default. */
    long number(Setting setting, long least, long most) {
        return read(
                        setting,
                        text -> Optional.of(text)
                                .filter(t -> NUMBER.matcher(t).matches())
                                .map(Long::valueOf)
                                .filter(number -> number >= least && number <= most),
                        "use a whole number from %d to %d.".formatted(least, most))
                .orElseThrow();
    }

    /** For settings with a default, in Camel's notation. */
    Duration duration(Setting setting, Duration least, Duration most) {
        return read(
                        setting,
                        text -> Optional.of(text)
                                .filter(t -> DURATION.matcher(t).matches())
                                .map(TimeUtils::toDuration)
                                .filter(length -> length.compareTo(least) >= 0 && length.compareTo(most) <= 0),
                        "use a duration from %d ms to %d ms, such as 500ms, 10s or 2m."
                                .formatted(least.toMillis(), most.toMillis()))
                .orElseThrow();
    }

    Optional<Path> path(Setting setting) {
        return read(setting, SettingsReader::pathOf, "use a path that this system can have.");
    }

    /** Elements between commas, without the blanks around them and without empty ones. */
    List<String> list(Setting setting) {
        return text(setting).stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(String::strip)
                .filter(element -> !element.isEmpty())
                .toList();
    }

    /** Whether the setting has been read and nothing was wrong with it. */
    boolean sound(Setting setting) {
        return !faulty.contains(setting);
    }

    /** Adds a line with the setting's name, where it came from, and its value unless secret. */
    void fault(Setting setting, String right) {
        faulty.add(setting);
        String value = setting.secret() ? "<redacted>" : '"' + text(setting).orElse("") + '"';
        String origin = given(setting).isEmpty() ? " (the default)" : "";
        fault("%s is %s%s: %s".formatted(nameOf(setting), value, origin, right));
    }

    void fault(String line) {
        faults.add(onOneLine(line));
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    void throwIfFaulty() {
        if (!faults.isEmpty()) {
            throw new InvalidSettings(faults);
        }
    }

    /** @param parse answers with nothing where the text is wrong */
    <T> Optional<T> read(Setting setting, Function<String, Optional<T>> parse, String right) {
        Optional<String> text = text(setting);
        Optional<T> value = text.flatMap(parse);
        if (text.isEmpty() || value.isPresent()) {
            return value;
        }
        fault(setting, right);
        return Optional.of(setting.defaultText()).filter(t -> !t.isEmpty()).flatMap(parse);
    }

    static Optional<Path> pathOf(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** As the operator wrote it, in the environment or else in the file; empty where in neither. */
    private String given(Setting setting) {
        String variable = variable(setting);
        return variable.isEmpty() ? setting.trim(file.getOrDefault(setting.key(), "")) : variable;
    }

    private String variable(Setting setting) {
        String text = setting.trim(environment.getOrDefault(setting.variable(), ""));
        return ofKubernetes(setting, text) ? "" : text;
    }

    /** Kubernetes sets APPCONNECTOR_PORT to {@code tcp://…} where a Service is called appconnector. */
    private static boolean ofKubernetes(Setting setting, String text) {
        return setting == Setting.PORT && text.startsWith("tcp://");
    }

    private String nameOf(Setting setting) {
        return variable(setting).isEmpty() ? setting.key() : setting.variable();
    }

    /** Without the value, which may be a secret under a mistyped name. */
    private void refuseUnknownKeys() {
        List<String> known = Arrays.stream(Setting.values()).map(Setting::key).toList();
        for (String key : new TreeSet<>(file.keySet())) {
            if (key.startsWith(KEY_PREFIX) && !known.contains(key)) {
                fault(key + " is no setting: " + hint(key, known, "take it out of the file."));
            }
        }
    }

    private void warnOfUnknownVariables() {
        List<String> known =
                Arrays.stream(Setting.values()).map(Setting::variable).toList();
        for (String name : new TreeSet<>(environment.keySet())) {
            if (name.startsWith(VARIABLE_PREFIX) && !known.contains(name) && !name.equals(FILE_VARIABLE)) {
                warnings.add(onOneLine(name + " is no setting and is ignored: " + hint(name, known, "unset it.")));
            }
        }
        if (ofKubernetes(
                Setting.PORT,
                environment.getOrDefault(Setting.PORT.variable(), "").strip())) {
            warnings.add("APPCONNECTOR_PORT begins with tcp:// and is ignored: Kubernetes sets it for a Service called"
                    + " appconnector. Set appconnector.port in the file, or give the Service another name.");
        }
    }

    private static String hint(String name, Collection<String> known, String otherwise) {
        return known.stream()
                .filter(candidate -> distance(name, candidate) <= 2)
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .map("did you mean %s?"::formatted)
                .orElse(otherwise);
    }

    /** How many characters must be put in, taken out or changed to make one of the other (Levenshtein). */
    private static int distance(String from, String to) {
        int[] row = IntStream.rangeClosed(0, to.length()).toArray();
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }

    private static String onOneLine(String text) {
        return text.replaceAll("[\\p{Cc}\u2028\u2029]", "?");
    }
}
