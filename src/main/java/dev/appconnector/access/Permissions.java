package dev.appconnector.access;

import static dev.appconnector.access.Role.ADMIN;
import static dev.appconnector.access.Role.AUDITOR;
import static dev.appconnector.access.Role.DESIGNER;
import static dev.appconnector.access.Role.RUNNER;
import static dev.appconnector.access.Role.TOKEN;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Who may call what (U3): one line for each call of the API. What has no line here, be it the path of an added route or one
 * that does not exist, is for admins alone, but for what the operator says of added routes. Immutable.
 */
public final class Permissions {

    /** A browser token runs, and reads and cancels its own runs; what else a line demands of its caller, the route's steps check. */
    private static final List<Permission> OF_THE_API = List.of(
            allow("GET", "/api/connectors", ADMIN, DESIGNER, RUNNER, AUDITOR),
            allow("POST", "/api/connectors", ADMIN),
            allow("GET", "/api/connectors/{id}", ADMIN, DESIGNER, AUDITOR),
            allow("PUT", "/api/connectors/{id}", ADMIN),
            allow("DELETE", "/api/connectors/{id}", ADMIN),
            allow("GET", "/api/connectors/{id}/usage", ADMIN, DESIGNER),
            allow("POST", "/api/connectors/{id}/test", ADMIN, DESIGNER),
            allow("POST", "/api/connectors/test", ADMIN),
            allow("PUT", "/api/connectors/{id}/next-auth", ADMIN),
            allow("DELETE", "/api/connectors/{id}/next-auth", ADMIN),
            allow("POST", "/api/connectors/{id}/next-auth/promote", ADMIN),
            allow("GET", "/api/activities", ADMIN, DESIGNER, RUNNER, AUDITOR),
            allow("POST", "/api/activities", ADMIN, DESIGNER),
            allow("GET", "/api/activities/{id}", ADMIN, DESIGNER, AUDITOR),
            allow("PUT", "/api/activities/{id}", ADMIN, DESIGNER),
            allow("DELETE", "/api/activities/{id}", ADMIN, DESIGNER),
            allow("GET", "/api/keys", ADMIN, AUDITOR),
            allow("POST", "/api/keys", ADMIN),
            allow("DELETE", "/api/keys/{id}", ADMIN),
            allow("POST", "/api/tokens", ADMIN, DESIGNER, RUNNER),
            allow("POST", "/api/session", ADMIN, DESIGNER, RUNNER, AUDITOR),
            allow("GET", "/api/session", ADMIN, DESIGNER, RUNNER, AUDITOR),
            allow("DELETE", "/api/session", ADMIN, DESIGNER, RUNNER, AUDITOR),
            allow("GET", "/api/audit", ADMIN, AUDITOR),
            allow("GET", "/api/audit/verify", ADMIN, AUDITOR),
            allow("GET", "/api/export", ADMIN),
            allow("POST", "/api/import", ADMIN),
            allow("GET", "/api/keyset", ADMIN),
            allow("POST", "/api/keyset/rotate", ADMIN),
            allow("GET", "/api/monitoring", ADMIN, DESIGNER, AUDITOR),
            allow("POST", "/worker/runs", ADMIN, DESIGNER, RUNNER, TOKEN),
            allow("POST", "/worker/explain", ADMIN, DESIGNER, RUNNER),
            allow("GET", "/worker/runs", ADMIN, DESIGNER, RUNNER, AUDITOR, TOKEN),
            allow("GET", "/worker/runs/{id}", ADMIN, DESIGNER, RUNNER, AUDITOR, TOKEN),
            allow("POST", "/worker/runs/{id}/cancel", ADMIN, DESIGNER, RUNNER, TOKEN),
            allow("POST", "/worker/runs/{id}/replay", ADMIN, DESIGNER, RUNNER));

    private final List<Permission> permissions;
    private final RouteAccess ofAddedRoutes;

    private Permissions(List<Permission> permissions, RouteAccess ofAddedRoutes) {
        this.permissions = permissions;
        this.ofAddedRoutes = ofAddedRoutes;
    }

    /** Those of the API. */
    public static Permissions ofTheApi() {
        return new Permissions(OF_THE_API, RouteAccess.NONE);
    }

    /** These, and for what has no line here, those of added routes. */
    public Permissions with(RouteAccess addedRoutes) {
        return new Permissions(permissions, addedRoutes);
    }

    /** One line: the roles that may call this method of this path. */
    private record Permission(String method, PathTemplate path, Set<Role> roles) {

        private boolean isOf(String calledMethod, String calledPath) {
            return method.equals(calledMethod) && path.matches(calledPath);
        }
    }

    private static Permission allow(String method, String template, Role... roles) {
        return new Permission(method, PathTemplate.of(template), EnumSet.copyOf(List.of(roles)));
    }

    /** @param path normalised, as the router matches it */
    public boolean allow(Role role, String method, String path) {
        for (Permission permission : permissions) {
            if (permission.isOf(method, path)) {
                return permission.roles.contains(role);
            }
        }
        return ofAddedRoutes.allow(role, path);
    }

    /** All lines, such as {@code GET /api/connectors/{id}}. */
    public Set<String> calls() {
        List<String> calls = new ArrayList<>();
        permissions.forEach(permission -> calls.add(permission.method + " " + permission.path));
        return new LinkedHashSet<>(calls);
    }
}
