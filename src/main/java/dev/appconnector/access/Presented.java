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

    /** How nearly all callers write it. */
    private static final String USUAL = "Bearer ";

    private final HttpServerRequest request;
    private final List<String> authorizations;
    private Optional<String> bearer;
    private boolean broughtCookie;

    Presented(HttpServerRequest request) {
        this.request = request;
        this.authorizations = request.headers().getAll("Authorization");
    }

    public HttpMethod method() {
        return request.method();
    }

    /** What stands after {@code Bearer} in the one {@code Authorization} header; empty where there is another or several. */
    public Optional<String> bearer() {
        if (bearer == null) {
            bearer = authorizations.size() == 1 ? bearer(authorizations.get(0)) : Optional.empty();
        }
        return bearer;
    }

    /** As {@link #BEARER} has it; each call passes here, so the usual form is read without a matcher. */
    static Optional<String> bearer(String authorization) {
        if (authorization.startsWith(USUAL) && isToken(authorization, USUAL.length())) {
            return Optional.of(authorization.substring(USUAL.length()));
        }
        Matcher unusual = BEARER.matcher(authorization);
        return unusual.matches() ? Optional.of(unusual.group(1)) : Optional.empty();
    }

    private static boolean isToken(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean alphanumeric = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!alphanumeric && "._~+/=-".indexOf(c) < 0) {
                return false;
            }
        }
        return text.length() > from;
    }

    /** Whether there is an {@code Authorization} header at all: then no cookie counts. */
    public boolean hasAuthorization() {
        return !authorizations.isEmpty();
    }

    /** Whether it tried to prove who it is: an {@code Authorization} header is there, or a cookie that was asked for. */
    boolean isAttempt() {
        return hasAuthorization() || broughtCookie;
    }

    /** The header's value; empty where it is missing or stands there several times. */
    public Optional<String> header(String name) {
        List<String> values = request.headers().getAll(name);
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    /** The cookie's value; empty where it is missing or stands there several times. */
    public Optional<String> cookie(String name) {
        Set<Cookie> cookies = request.cookies(name);
        broughtCookie |= !cookies.isEmpty();
        return cookies.size() == 1 ? Optional.of(cookies.iterator().next().getValue()) : Optional.empty();
    }
}
