package dev.appconnector.access;

import dev.appconnector.web.TrustedProxies;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.auth.User;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConstants;

/**
 * What a request brings to prove who sent it, and how it came. Thread-safe once the request's head is there.
 */
public final class Presented {

    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/=-]+)");

    static final String ATTRIBUTE = "appconnector.presented";

    private final HttpServerRequest request;
    private final TrustedProxies proxies;
    private final List<String> authorizations;

    Presented(HttpServerRequest request, TrustedProxies proxies) {
        this.request = request;
        this.proxies = proxies;
        this.authorizations = request.headers().getAll("Authorization");
    }

    /** What the request behind this exchange brought; read before the headers are removed. */
    public static Presented of(Exchange exchange) {
        User user = exchange.getIn().getHeader(VertxPlatformHttpConstants.AUTHENTICATED_USER, User.class);
        return (Presented) user.attributes().getValue(ATTRIBUTE);
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

    /** Whether the caller speaks https, to us or to a proxy that is believed. */
    public boolean isHttps() {
        return proxies.isHttps(request);
    }

    /** The host and port that the caller asked for; empty where that is not clear. */
    public Optional<String> host() {
        return proxies.host(request);
    }

    /** Whoever sent it, also behind proxies that are believed. */
    public String clientAddress() {
        return proxies.clientAddress(request);
    }

    /** The header's values, in order. */
    public List<String> headers(String name) {
        return request.headers().getAll(name);
    }

    /** The header's value; empty where it is missing or stands there several times. */
    public Optional<String> header(String name) {
        List<String> values = request.headers().getAll(name);
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    /** The cookie's value; empty where it is missing or stands there several times, since nobody knows who set which. */
    public Optional<String> cookie(String name) {
        List<String> values = request.headers().getAll("Cookie").stream()
                .flatMap(line -> ServerCookieDecoder.STRICT.decodeAll(line).stream())
                .filter(cookie -> cookie.name().equals(name))
                .map(Cookie::value)
                .toList();
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }
}
