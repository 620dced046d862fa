package dev.appconnector.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who, besides admins, may call the endpoints of added routes: rules of a path and a word, of which the first counts whose path
 * matches. A role lets in whoever may do all that it may. What no rule names is for admins alone. Immutable.
 */
public final class RouteAccess {

    /** What is right, as an operator is told who wrote it otherwise. */
    public static final String RIGHT =
            "write a path that is not below /api or /worker, =, and one of admin, designer, runner,"
                    + " auditor, token, public, such as /crm/**=runner.";

    /** Admins alone. */
    public static final RouteAccess NONE = new RouteAccess(List.of());

    private static final String PUBLIC = "public";
    private static final String BELOW = "/**";
    private static final Pattern PATH =
            Pattern.compile("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+|/\\{[A-Za-z0-9_]+\\})+(/\\*\\*)?");

    private final List<Rule> rules;

    private RouteAccess(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * @param below whether all that is below the path is meant, too
     * @param role empty where nobody is asked who calls
     */
    private record Rule(PathTemplate path, boolean below, Optional<Role> role) {

        private boolean matches(String called) {
            return below ? path.begins(called) : path.matches(called);
        }
    }

    /** @throws IllegalArgumentException where one is not {@link #isRight} */
    public static RouteAccess of(List<String> rules) {
        List<Rule> read = new ArrayList<>();
        rules.forEach(rule -> read.add(rule(rule).orElseThrow(() -> new IllegalArgumentException(RIGHT))));
        return new RouteAccess(read);
    }

    public static boolean isRight(String rule) {
        return rule(rule).isPresent();
    }

    private static Optional<Rule> rule(String text) {
        String[] parts = text.split("=", -1);
        if (parts.length != 2 || !PATH.matcher(parts[0]).matches() || isOurs(parts[0])) {
            return Optional.empty();
        }
        boolean below = parts[0].endsWith(BELOW);
        String path = below ? parts[0].substring(0, parts[0].length() - BELOW.length()) : parts[0];
        Optional<Role> role = parts[1].equals(Role.TOKEN.word()) ? Optional.of(Role.TOKEN) : Role.named(parts[1]);
        return role.isPresent() || parts[1].equals(PUBLIC)
                ? Optional.of(new Rule(PathTemplate.of(path), below, role))
                : Optional.empty();
    }

    /** Whether a path, or the template of one, is below AppConnector's own, or could match one that is. */
    public static boolean isOurs(String path) {
        String[] segments = path.split("/", 3);
        String first = segments.length > 1 ? segments[1] : "";
        return first.equals("api") || first.equals("worker") || first.startsWith("{");
    }

    /** @param path normalised, as the router matches it */
    boolean allow(Role role, String path) {
        return role == Role.ADMIN
                || first(path).flatMap(Rule::role).map(role::covers).orElse(false);
    }

    /** Whether nobody is asked who calls. */
    boolean isPublic(String path) {
        return first(path).map(rule -> rule.role.isEmpty()).orElse(false);
    }

    /** Whether pages may call it with a browser token, which are often of another origin. */
    boolean isForPages(String path) {
        return first(path).flatMap(Rule::role).map(role -> role == Role.TOKEN).orElse(false);
    }

    private Optional<Rule> first(String path) {
        for (Rule rule : rules) {
            if (rule.matches(path)) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }
}
