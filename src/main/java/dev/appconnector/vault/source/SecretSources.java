package dev.appconnector.vault.source;

import dev.appconnector.problem.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads secrets from the environment and from files, as far as the operator permits: who may define connectors is not who runs the
 * program. What it takes itself (its settings' variables, its keys and data) nobody else gets, whatever is permitted. Thread-safe; it
 * keeps nothing.
 */
public final class SecretSources {

    /** Nothing is permitted. */
    public static final SecretSources NONE = new SecretSources(List.of(), List.of(), List.of(), Map.of());

    /** Private keys are the longest. */
    private static final int MOST_BYTES = 16_384;

    /** A file may be written once more within the same tick of its clock, without a trace. */
    private static final Duration SETTLED = Duration.ofSeconds(2);

    private static final String OWN_VARIABLES = "APPCONNECTOR_";

    /** What looks like files there is the process and the machine. */
    private static final List<Path> OF_THE_SYSTEM = List.of(Path.of("/proc"), Path.of("/sys"), Path.of("/dev"));

    private final List<SourceGlob> variables;
    private final List<SourceGlob> files;
    private final List<Path> own;
    private final Map<String, String> environment;

    /**
     * @param own files and folders that are the program's alone
     * @param environment of the process
     */
    public SecretSources(
            List<SourceGlob> variables, List<SourceGlob> files, List<Path> own, Map<String, String> environment) {
        this.variables = List.copyOf(variables);
        this.files = List.copyOf(files);
        this.own = own.stream().map(path -> path.toAbsolutePath().normalize()).toList();
        this.environment = environment;
    }

    /** Why nothing may be read there, as a sentence that names the setting; empty where it may. */
    public Optional<String> whyNotPermitted(SecretSource source) {
        if (source.fromEnv() != null) {
            return isOwn(source.fromEnv()) || variables.stream().noneMatch(glob -> glob.permits(source.fromEnv()))
                    ? Optional.of(notPermitted(source, "appconnector.secrets.env"))
                    : Optional.empty();
        }
        Path path = Path.of(source.fromFile());
        if (files.stream().noneMatch(glob -> glob.permits(path)) || isOwn(path)) {
            return Optional.of(notPermitted(source, "appconnector.secrets.files"));
        }
        try {
            return isWithin(path, path.toRealPath())
                    ? Optional.empty()
                    : Optional.of(notPermitted(source, "appconnector.secrets.files"));
        } catch (IOException e) {
            // What is not there, or not to be read, is judged when it is.
            return Optional.empty();
        }
    }

    private static String notPermitted(SecretSource source, String setting) {
        return "%s does not permit %s. Ask the operator, or give the secret itself.".formatted(setting, source);
    }

    private static boolean isOwn(String variable) {
        return variable.toUpperCase(Locale.ROOT).startsWith(OWN_VARIABLES);
    }

    private boolean isOwn(Path path) {
        return OF_THE_SYSTEM.stream().anyMatch(path::startsWith)
                || own.stream().anyMatch(one -> path.startsWith(one) || isSame(path, one));
    }

    private static boolean isSame(Path path, Path one) {
        try {
            return path.startsWith(one.toRealPath()) || Files.isSameFile(path, one);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * The secret's bytes as they are now, without one line break at their end; the taker overwrites them.
     *
     * @throws Problem {@code credential-unavailable} with a sentence that names the place and what to do
     */
    public byte[] read(SecretSource source) {
        whyNotPermitted(source).ifPresent(why -> {
            throw unavailable(why);
        });
        byte[] text = source.fromEnv() == null ? ofFile(source) : ofVariable(source);
        if (text.length == 0) {
            throw unavailable("The secret is to come from %s, which is empty: put it there.".formatted(source));
        }
        return text;
    }

    /** Whether there is something to read at all. */
    public boolean has(SecretSource source) {
        return whyNotPermitted(source).isEmpty()
                && (source.fromEnv() == null
                        ? Files.isReadable(Path.of(source.fromFile()))
                        : environment.containsKey(source.fromEnv()));
    }

    private byte[] ofVariable(SecretSource source) {
        String value = environment.get(source.fromEnv());
        if (value == null) {
            throw unavailable("The secret is to come from %s, which is not set: set it, and start the node anew."
                    .formatted(source));
        }
        byte[] text = bytes(value);
        if (text.length > MOST_BYTES) {
            Arrays.fill(text, (byte) 0);
            throw tooLong(source);
        }
        return withoutLineBreak(text, text.length);
    }

    private static byte[] bytes(String value) {
        ByteBuffer utf8 = StandardCharsets.UTF_8.encode(CharBuffer.wrap(value));
        byte[] exact = new byte[utf8.remaining()];
        utf8.get(exact);
        Arrays.fill(utf8.array(), (byte) 0);
        return exact;
    }

    private byte[] ofFile(SecretSource source) {
        byte[] read = new byte[MOST_BYTES + 1];
        try {
            // By the path that was judged: the link may lead elsewhere by now.
            Path real = Path.of(source.fromFile()).toRealPath();
            if (!isWithin(Path.of(source.fromFile()), real) || !Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
                throw unavailable("The secret is to come from %s, which is no file: name the file.".formatted(source));
            }
            ByteBuffer buffer = ByteBuffer.wrap(read);
            try (SeekableByteChannel file =
                    Files.newByteChannel(real, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
                while (buffer.hasRemaining() && file.read(buffer) >= 0) {
                    // Until its end, or one byte more than there may be.
                }
            }
            if (!buffer.hasRemaining()) {
                throw tooLong(source);
            }
            return withoutLineBreak(read, buffer.position());
        } catch (NoSuchFileException e) {
            throw unavailable("The secret is to come from %s, which is not there: put it there.".formatted(source));
        } catch (IOException e) {
            throw unavailable("The secret is to come from %s, which cannot be read: let the program's user read it."
                    .formatted(source));
        } finally {
            Arrays.fill(read, (byte) 0);
        }
    }

    /**
     * Whether what a permitted path leads to is still what was meant: mounted secrets are links to elsewhere below their folder, and a
     * link that leads out of it would be a way around the globs.
     */
    private boolean isWithin(Path path, Path real) {
        return !isOwn(real)
                && files.stream().anyMatch(glob -> glob.permits(real) || glob.permits(path) && glob.isAbove(real));
    }

    private static Problem tooLong(SecretSource source) {
        return unavailable("The secret is to come from %s, which has more than %d bytes: put the secret alone there."
                .formatted(source, MOST_BYTES));
    }

    private static byte[] withoutLineBreak(byte[] text, int length) {
        int end = length;
        if (end > 0 && text[end - 1] == '\n') {
            end -= end > 1 && text[end - 2] == '\r' ? 2 : 1;
        }
        byte[] trimmed = Arrays.copyOf(text, end);
        Arrays.fill(text, (byte) 0);
        return trimmed;
    }

    /** {@code credential-unavailable}: a run that nobody waits for is tried again. */
    public static Problem unavailable(String why) {
        return new Problem(Problem.Type.CREDENTIAL_UNAVAILABLE, why);
    }

    /**
     * What changes when the secret there may have changed, told without reading it: equal to that of another time where it
     * certainly has not.
     */
    public Object stamp(SecretSource source) {
        if (source.fromEnv() != null) {
            return source;
        }
        try {
            Path real = Path.of(source.fromFile()).toRealPath();
            BasicFileAttributes now = Files.readAttributes(real, BasicFileAttributes.class);
            boolean settled = now.lastModifiedTime().toInstant().plus(SETTLED).isBefore(Instant.now());
            return settled
                    ? List.of(real, now.lastModifiedTime(), now.size(), String.valueOf(now.fileKey()))
                    : new Object();
        } catch (IOException e) {
            return new Object();
        }
    }

    /** The permissions of a file that all users of the machine may read, as {@code ls} shows them; else empty. */
    public static Optional<String> exposureOf(SecretSource source) {
        if (source.fromFile() == null) {
            return Optional.empty();
        }
        try {
            PosixFileAttributeView view =
                    Files.getFileAttributeView(Path.of(source.fromFile()), PosixFileAttributeView.class);
            Set<PosixFilePermission> permissions =
                    view == null ? Set.of() : view.readAttributes().permissions();
            return permissions.contains(PosixFilePermission.OTHERS_READ)
                    ? Optional.of(PosixFilePermissions.toString(permissions))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
