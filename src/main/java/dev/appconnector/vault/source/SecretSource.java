package dev.appconnector.vault.source;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a secret stands that is read when it is used: one of both is null. That place is no secret. Immutable.
 *
 * @param fromEnv the name of a variable of the process's environment
 * @param fromFile the path of a file, from the root
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SecretSource(String fromEnv, String fromFile) {

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,254}");
    private static final int LONGEST_PATH = 1_024;

    public static SecretSource ofVariable(String name) {
        return new SecretSource(name, null);
    }

    /** What is wrong with how it is written; empty where nothing is. */
    public Optional<String> fault() {
        if ((fromEnv == null) == (fromFile == null)) {
            return Optional.of("Send fromEnv or fromFile.");
        }
        if (fromEnv != null) {
            return VARIABLE.matcher(fromEnv).matches()
                    ? Optional.empty()
                    : Optional.of("A variable's name has up to 255 letters, digits and _, and no digit first.");
        }
        boolean printable = fromFile.codePoints().allMatch(c -> c >= 0x20 && c < 0x7F);
        return printable && fromFile.length() <= LONGEST_PATH && isPlain(fromFile)
                ? Optional.empty()
                : Optional.of(
                        "A path begins at the root, has up to 1024 characters of ASCII, and goes straight to its file.");
    }

    /** Without {@code .}, {@code ..} and empty parts, so that one file has one name. */
    private static boolean isPlain(String path) {
        Path written = Path.of(path);
        return written.isAbsolute()
                && written.getNameCount() > 0
                && written.normalize().toString().equals(path);
    }

    /** What is sealed in the secret's place, so that it serves where it was given, and for that origin alone. */
    public String text() {
        return fromEnv == null ? "fromFile:" + fromFile : "fromEnv:" + fromEnv;
    }

    /** As sentences name it. */
    @Override
    public String toString() {
        return fromEnv == null ? "the file " + fromFile : "the environment variable " + fromEnv;
    }
}
