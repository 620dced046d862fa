package dev.appconnector.vault;

import dev.appconnector.vault.MasterKeyFault.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;

/**
 * Writes and reads the bytes of a master key's file, and sees to it that nobody else can (S2).
 */
final class MasterKeyFile {

    /** Far above what a key needs, and small enough to be read at once. */
    private static final int MOST_BYTES = 1024;

    private final Path path;

    MasterKeyFile(Path path) {
        this.path = path;
    }

    /** Shows the file whole or not at all, also after a crash: the bytes are on the disk before the name is. */
    void write(byte[] content) {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            throw alreadyThere();
        }
        Path directory = path.toAbsolutePath().getParent();
        try {
            Path draft = Files.createTempFile(directory, ".master-key-", ".tmp"); // 0600 from its first byte
            try {
                write(draft, content);
                Files.createLink(path, draft); // unlike a move, it never replaces a file
            } finally {
                Files.delete(draft);
            }
            force(directory);
        } catch (FileAlreadyExistsException appearedMeanwhile) {
            throw alreadyThere();
        } catch (IOException | UnsupportedOperationException e) {
            throw new MasterKeyFault(
                    Reason.UNWRITABLE,
                    ("The master key file %s cannot be written (%s): name a file in an existing directory that this"
                                    + " user may write to, on a file system with hard links.")
                            .formatted(path, e.getClass().getSimpleName()));
        }
    }

    private static void write(Path draft, byte[] content) throws IOException {
        if (Exposure.isPosix(draft)) {
            Files.setPosixFilePermissions(draft, Exposure.OWNER_ALONE); // an umask may have taken more away
        }
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    private static void force(Path directory) throws IOException {
        if (Exposure.isPosix(directory)) { // elsewhere a directory cannot be opened
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** The caller overwrites what it gets. */
    byte[] read() {
        return readAs(null);
    }

    /** @param process who reads; null: the user of this process */
    byte[] readAs(UserPrincipal process) {
        try {
            if (!Files.readAttributes(path, BasicFileAttributes.class).isRegularFile()) {
                throw new MasterKeyFault(
                        Reason.BROKEN, "The master key %s is not a file: name the file itself.".formatted(path));
            }
            refuseIfExposed(process);
            try (InputStream in = Files.newInputStream(path)) {
                return in.readNBytes(MOST_BYTES);
            }
        } catch (NoSuchFileException e) {
            throw new MasterKeyFault(
                    Reason.MISSING,
                    ("The master key file %s does not exist: put the key of this database there, or for a new database"
                                    + " make one with --new-master-key.")
                            .formatted(path));
        } catch (IOException e) {
            throw new MasterKeyFault(
                    Reason.UNREADABLE,
                    "The master key file %s cannot be read (%s): let the user of this process read it."
                            .formatted(path, e.getClass().getSimpleName()));
        }
    }

    private void refuseIfExposed(UserPrincipal process) throws IOException {
        Optional<String> exposed = process == null ? Exposure.of(path) : Exposure.of(path, process);
        if (exposed.isPresent()) {
            throw new MasterKeyFault(
                    Reason.EXPOSED,
                    ("The master key file %s is open to others (%s): take that away with chmod 600, or 440 where"
                                    + " another user owns it.")
                            .formatted(path, exposed.get()));
        }
    }

    private MasterKeyFault alreadyThere() {
        return new MasterKeyFault(
                Reason.ALREADY_THERE,
                "There is a file at %s already, and a master key is never overwritten: name another file."
                        .formatted(path));
    }
}
