package dev.appconnector.access;

import java.util.List;

/**
 * The path of an endpoint, such as {@code /api/connectors/{id}}: a name in braces stands for one segment that is not empty.
 * As for the router, a slash at the end is none. Each call is held against several, so this takes no regular expression.
 * Immutable.
 */
final class PathTemplate {

    private final String text;
    private final List<String> segments;

    private PathTemplate(String text) {
        this.text = text;
        this.segments = List.of(text.split("/", -1));
    }

    static PathTemplate of(String text) {
        return new PathTemplate(text);
    }

    boolean matches(String path) {
        int rest = restOf(path);
        return rest > path.length() || rest >= 0 && rest == path.length() && path.endsWith("/");
    }

    /** Whether it is this path or one below. */
    boolean begins(String path) {
        return restOf(path) >= 0;
    }

    /** Where the segments begin that come after those of the template, beyond the path where none do; -1 where it does not begin so. */
    private int restOf(String path) {
        int begin = 0;
        for (String segment : segments) {
            if (begin > path.length()) {
                return -1;
            }
            int slash = path.indexOf('/', begin);
            int end = slash < 0 ? path.length() : slash;
            if (!matches(segment, path, begin, end)) {
                return -1;
            }
            begin = end + 1;
        }
        return begin;
    }

    private static boolean matches(String segment, String path, int begin, int end) {
        return segment.startsWith("{")
                ? end > begin
                : segment.length() == end - begin && path.startsWith(segment, begin);
    }

    @Override
    public String toString() {
        return text;
    }
}
