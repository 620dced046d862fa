package dev.appconnector.vault;

import static java.nio.file.attribute.PosixFilePermission.GROUP_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Says whether others than this process may read or write a file that holds a key (S2). Where the file system knows no POSIX
 * permissions, the operator's access lists are trusted.
 */
public final class Exposure {

    static final Set<PosixFilePermission> OWNER_ALONE = EnumSet.of(OWNER_READ, OWNER_WRITE);
    private static final Set<PosixFilePermission> MOUNTED = EnumSet.of(OWNER_READ, OWNER_WRITE, GROUP_READ);

    private Exposure() {}

    /** The file's permissions, as {@code ls} shows them, where they let others in; empty where they do not. */
    public static Optional<String> of(Path path) throws IOException {
        return isPosix(path) ? of(path, userOfThisProcess(path)) : Optional.empty();
    }

    static Optional<String> of(Path path, UserPrincipal process) throws IOException {
        if (!isPosix(path)) {
            return Optional.empty();
        }
        PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class);
        // A mounted secret belongs to root and reaches the process through its group.
        Set<PosixFilePermission> allowed = attributes.owner().equals(process) ? OWNER_ALONE : MOUNTED;
        Set<PosixFilePermission> excess = EnumSet.noneOf(PosixFilePermission.class);
        excess.addAll(attributes.permissions());
        excess.removeAll(allowed);
        excess.remove(PosixFilePermission.OWNER_EXECUTE);
        return excess.isEmpty()
                ? Optional.empty()
                : Optional.of(PosixFilePermissions.toString(attributes.permissions()));
    }

    /** By its number, which a container's user has even where it has no name. */
    private static UserPrincipal userOfThisProcess(Path path) throws IOException {
        Path self = Path.of("/proc/self");
        return Files.exists(self)
                ? Files.getOwner(self)
                : path.getFileSystem()
                        .getUserPrincipalLookupService()
                        .lookupPrincipalByName(System.getProperty("user.name"));
    }

    static boolean isPosix(Path path) {
        return Files.getFileAttributeView(path, PosixFileAttributeView.class) != null;
    }
}
