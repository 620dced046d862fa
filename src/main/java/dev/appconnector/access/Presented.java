package dev.appconnector.access;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request brings to prove who sent it. On the request's event loop alone.
 */
public final class Presented {

    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/=-]+)");

    private final HttpServerRequest request;
    private final List<String> authorizations;

    Presented(HttpServerRequest request) {
        this.request = request;
        this.authorizations = request.headers().getAll("Authorization");
    }

    public HttpMethod method() {
        return request.method();
    }

    /** What stands after {@code Bearer} in the one {@code Authorization} header; empty where there is another or several. */
    public Optional<String> bearer() {
        if (authorizations.size() != 1) {
            return Optional.empty();
        }
        Matcher bearer = BEARER.matcher(authorizations.get(0));
        return bearer.matches() ? Optional.of(bearer.group(1)) : Optional.empty();
    }

    /** Whether there is an {@code Authorization} header at all: then no cookie counts. */
    public boolean hasAuthorization() {
        return !authorizations.isEmpty();
    }

    /** The header's value; empty where it is missing or stands there several times. */
    public Optional<String> header(String name) {
        List<String> values = request.headers().getAll(name);
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    /** The cookie's value; empty where it is missing or stands there several times. */
    public Optional<String> cookie(String name) {
        Set<Cookie> cookies = request.cookies(name);
        return cookies.size() == 1 ? Optional.of(cookies.iterator().next().getValue()) : Optional.empty();
    }
}
