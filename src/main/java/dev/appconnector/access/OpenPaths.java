package dev.appconnector.access;

import java.util.List;
import java.util.Set;

/**
 * What needs no caller. Immutable.
 *
 * @param files these paths alone, as they are written
 * @param directories with all that is below them; each ends in a slash
 * @param addedRoutes of which some are public
 */
public record OpenPaths(Set<String> files, List<String> directories, RouteAccess addedRoutes) {

    public OpenPaths {
        files = Set.copyOf(files);
        directories = List.copyOf(directories);
    }

    /** @param path normalised, as the router matches it */
    boolean include(String path) {
        return files.contains(path) || directories.stream().anyMatch(path::startsWith) || addedRoutes.isPublic(path);
    }
}
