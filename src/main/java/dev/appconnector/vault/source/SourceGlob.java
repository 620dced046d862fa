package dev.appconnector.vault.source;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Which files, or which variables, secrets may be read from, as an operator writes it. Immutable. */
public final class SourceGlob {

    private static final Pattern OF_VARIABLES = Pattern.compile("[A-Za-z0-9_*?]+");
    private static final Pattern WILDCARD = Pattern.compile("[*?\\[{\\\\]");

    private final Pattern variable;
    private final PathMatcher file;
    private final Path folder;

    private SourceGlob(Pattern variable, PathMatcher file, Path folder) {
        this.variable = variable;
        this.file = file;
        this.folder = folder;
    }

    /** Of variables: {@code *} is any characters, {@code ?} any one; empty where it can match none. */
    public static Optional<SourceGlob> ofVariables(String glob) {
        return OF_VARIABLES.matcher(glob).matches()
                ? Optional.of(
                        new SourceGlob(Pattern.compile(glob.replace("*", ".*").replace('?', '.')), null, null))
                : Optional.empty();
    }

    /**
     * Of files, as Java has them: {@code *} stays within a folder, {@code **} does not; empty where it does not begin at the root or
     * goes back up.
     */
    public static Optional<SourceGlob> ofFiles(String glob) {
        if (!glob.startsWith("/") || glob.contains("/../") || glob.endsWith("/..") || glob.contains("//")) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new SourceGlob(null, FileSystems.getDefault().getPathMatcher("glob:" + glob), folderOf(glob)));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    /** Above the first part with a wildcard; of one without, the folder of its file. */
    private static Path folderOf(String glob) {
        StringBuilder folder = new StringBuilder("/");
        String[] parts = glob.substring(1).split("/");
        for (int i = 0; i < parts.length - 1 && !WILDCARD.matcher(parts[i]).find(); i++) {
            folder.append(parts[i]).append('/');
        }
        return Path.of(folder.toString());
    }

    boolean permits(String name) {
        return variable.matcher(name).matches();
    }

    boolean permits(Path path) {
        return file.matches(path);
    }

    /** Whether that is below the folder in which the glob begins to look. */
    boolean isAbove(Path real) {
        try {
            return real.startsWith(folder.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }
}
