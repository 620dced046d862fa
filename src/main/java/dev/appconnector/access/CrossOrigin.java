package dev.appconnector.access;

import dev.appconnector.web.Origin;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells browsers which pages of other origins may call the worker and read its answers (U7): the registered ones alone, each
 * by its own name, and never with cookies. Every other page is answered as if it had said nothing of its origin. Immutable.
 */
public final class CrossOrigin {

    /** What pages of other origins may call, beside added routes that the operator opened to browser tokens. */
    private static final String WORKER = "/worker/";

    private static final String METHODS = "GET, POST";
    private static final String METHODS_OF_ADDED_ROUTES = "GET, HEAD, POST, PUT, PATCH, DELETE";
    private static final String REQUEST_HEADERS = "authorization, content-type, idempotency-key, traceparent";
    private static final String ANSWER_HEADERS = "location, retry-after";
    private static final Duration PREFLIGHT_HOLDS = Duration.ofHours(1);

    private final Set<String> origins;
    private final RouteAccess addedRoutes;

    /** @param origins those that may, exactly so */
    public CrossOrigin(List<Origin> origins, RouteAccess addedRoutes) {
        this.addedRoutes = addedRoutes;
        this.origins = origins.stream().map(Origin::toString).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Adds what a page of a registered origin needs to read the answer, whatever that will be, and answers its preflight.
     *
     * @param path normalised
     * @return whether it was one, and is answered
     */
    boolean meet(HttpServerRequest request, String path) {
        boolean ofWorker = path.startsWith(WORKER);
        if (origins.isEmpty() || !ofWorker && !addedRoutes.isForPages(path)) {
            return false;
        }
        HttpServerResponse response = request.response().putHeader("Vary", "Origin");
        List<String> named = request.headers().getAll("Origin");
        if (named.size() != 1 || !origins.contains(named.get(0))) {
            return false;
        }
        response.putHeader("Access-Control-Allow-Origin", named.get(0));
        if (!request.method().equals(HttpMethod.OPTIONS)
                || !request.headers().contains("Access-Control-Request-Method")) {
            response.putHeader("Access-Control-Expose-Headers", ANSWER_HEADERS);
            return false;
        }
        response.putHeader("Access-Control-Allow-Methods", ofWorker ? METHODS : METHODS_OF_ADDED_ROUTES)
                .putHeader("Access-Control-Allow-Headers", REQUEST_HEADERS)
                .putHeader("Access-Control-Max-Age", Long.toString(PREFLIGHT_HOLDS.toSeconds()))
                .setStatusCode(204)
                .end();
        return true;
    }
}
