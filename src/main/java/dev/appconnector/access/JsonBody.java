package dev.appconnector.access;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What a request's headers say of its body, before any of it is read (J8). */
final class JsonBody {

    private static final Pattern JSON =
            Pattern.compile("application/json *(; *charset *= *\"?utf-8\"? *)?", Pattern.CASE_INSENSITIVE);

    /** How nearly all callers write it: each call passes here, so these take no matcher. */
    private static final Set<String> USUAL = Set.of(
            "application/json",
            "application/json; charset=utf-8",
            "application/json;charset=utf-8",
            "application/json; charset=UTF-8",
            "application/json;charset=UTF-8");

    /** What takes YAML as well: no form of a browser sends that, either. */
    private static final Set<String> PATHS_OF_YAML = Set.of("/api/import", "/api/import/");

    private static final Pattern YAML =
            Pattern.compile("application/yaml *(; *charset *= *\"?utf-8\"? *)?", Pattern.CASE_INSENSITIVE);

    private static final Set<HttpMethod> WITHOUT_BODY = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private JsonBody() {}

    /**
     * Whether there is no body, or one that is JSON, or where that is taken YAML, and not encoded any further.
     *
     * @param path normalised
     */
    static boolean isOrNone(HttpServerRequest request, String path) {
        if (WITHOUT_BODY.contains(request.method()) || !hasBody(request)) {
            return true;
        }
        List<String> types = request.headers().getAll("Content-Type");
        return types.size() == 1
                && (isJson(types.get(0)) || PATHS_OF_YAML.contains(path) && isYaml(types.get(0)))
                && request.getHeader("Content-Encoding") == null;
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length != null && !length.equals("0") || request.getHeader("Transfer-Encoding") != null;
    }

    private static boolean isYaml(String contentType) {
        return YAML.matcher(contentType.strip()).matches();
    }

    static boolean isJson(String contentType) {
        return USUAL.contains(contentType) || JSON.matcher(contentType.strip()).matches();
    }
}
