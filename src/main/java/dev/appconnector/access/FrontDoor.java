package dev.appconnector.access;

import dev.appconnector.problem.Problem;
import dev.appconnector.web.ApiAnswer;
import dev.appconnector.web.ProblemJson;
import dev.appconnector.web.Problems;
import dev.appconnector.web.TrustedProxies;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.auth.User;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Route;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Stands in front of every route, whoever wrote it and whenever it was loaded: who does not prove who they are gets no
 * further. What is not in the list of open paths is closed, also what does not exist.
 *
 * <p>A service of the Camel context that starts after the HTTP server and before the first route. It runs on event loops and
 * never blocks.
 */
public final class FrontDoor extends ServiceSupport implements CamelContextAware {

    /** Below every order that Camel gives a route's consumer. */
    private static final int BEFORE_ALL_ROUTES = -1_000;

    /** For how long browsers that came by https come by nothing else; the port does not matter to them. */
    private static final String ONE_YEAR = "max-age=31536000";

    /** By the status that Vert.x gives it, which is 200 where a body broke off. */
    private static final Map<Integer, Problem> OF_THE_SERVER = Map.of(
            200,
                    new Problem(
                            Problem.Type.MALFORMED_REQUEST,
                            "The request's body broke off, or its chunks cannot be read."),
            400, new Problem(Problem.Type.MALFORMED_REQUEST, "The request's path or headers cannot be read."),
            404, new Problem(Problem.Type.NOT_FOUND, "There is nothing under this path."),
            405, new Problem(Problem.Type.METHOD_NOT_ALLOWED, "Use a method that the Allow header lists."),
            413, new Problem(Problem.Type.TOO_LARGE, "J6: the request's body is longer than is allowed."),
            415, new Problem(Problem.Type.UNSUPPORTED_MEDIA_TYPE, "J8: send application/json."),
            500, new Problem(Problem.Type.INTERNAL_ERROR, "The log of the server says more."),
            503, new Problem(Problem.Type.SHUTTING_DOWN, "Try again in a moment."));

    /** The same for what others may call and for what does not exist. */
    private static final Problem FORBIDDEN =
            new Problem(Problem.Type.FORBIDDEN, "U3: the caller's role may not do this. Ask an admin.");

    private static final Problem TOO_MANY_FAILURES = new Problem(
            Problem.Type.RATE_LIMITED,
            "Too many keys or tokens from this address were not valid. Wait as Retry-After says, and send one that is.");

    private static final Problem UNAUTHENTICATED = new Problem(
            Problem.Type.UNAUTHENTICATED,
            "Send one Authorization header: Bearer, a space, and a key that has not ended.");

    private final List<Authenticator> authenticators;
    private final Permissions permissions;
    private final CrossOrigin crossOrigin;
    private final TrustedProxies proxies;
    private final Consumer<String> refused;
    private final FailedAttempts failedAttempts;
    private final OpenPaths openPaths;
    private final Handler<RoutingContext> behind;
    private CamelContext camelContext;

    /**
     * @param authenticators asked in this order until one knows who calls
     * @param crossOrigin which pages may call, and what they are told before anyone is asked who calls
     * @param proxies whose word on where a request comes from counts
     * @param refused told the address of whoever does not prove who they are; it must not wait
     * @param failedAttempts asked about each attempt that proved nothing
     * @param behind sees first what was let in, and answers it or passes it on to the routes; never blocks
     */
    public FrontDoor(
            List<Authenticator> authenticators,
            Permissions permissions,
            CrossOrigin crossOrigin,
            TrustedProxies proxies,
            OpenPaths openPaths,
            Handler<RoutingContext> behind,
            Consumer<String> refused,
            FailedAttempts failedAttempts) {
        this.authenticators = List.copyOf(authenticators);
        this.permissions = permissions;
        this.crossOrigin = crossOrigin;
        this.proxies = proxies;
        this.refused = refused;
        this.failedAttempts = failedAttempts;
        this.openPaths = openPaths;
        this.behind = behind;
    }

    @Override
    protected void doStart() {
        VertxPlatformHttpRouter router = router();
        answerErrorsAsProblems((Router) router.getServer().getServer().requestHandler());
        router.route().order(BEFORE_ALL_ROUTES).handler(this::admit);
        router.route().order(BEFORE_ALL_ROUTES + 1).handler(behind);
    }

    private VertxPlatformHttpRouter router() {
        return camelContext.getRegistry().findByTypeWithName(VertxPlatformHttpRouter.class).values().stream()
                .filter(VertxPlatformHttpRouter::isMainServer)
                .findAny()
                .orElseThrow(() -> new IllegalStateException(
                        "There is no HTTP server to stand in front of: camel.server.enabled must be true."));
    }

    private void admit(RoutingContext context) {
        protect(context.response());
        if (context.request().isSSL()) {
            // Behind a proxy it is the proxy's to say.
            context.response().putHeader("Strict-Transport-Security", ONE_YEAR);
        }
        if (camelContext.isStopping()) {
            // The server still listens when the first routes are gone.
            answer(context, OF_THE_SERVER.get(503));
            return;
        }
        if (crossOrigin.meet(context.request(), context.normalizedPath())) {
            return;
        }
        if (openPaths.include(context.normalizedPath())) {
            context.next();
            return;
        }
        Presented presented = new Presented(context.request(), proxies);
        Future<Optional<Caller>> caller = callerOf(presented, authenticators.iterator());
        if (caller.isComplete()) {
            admit(context, presented, caller);
            return;
        }
        // What comes meanwhile waits: the body's handler, which lets it go on, is not there yet.
        context.request().pause();
        Context loop = context.vertx().getOrCreateContext();
        caller.onComplete(known -> loop.runOnContext(back -> {
            admit(context, presented, known);
            if (context.response().ended()) {
                context.request().resume();
            }
        }));
    }

    private static Future<Optional<Caller>> callerOf(Presented presented, Iterator<Authenticator> left) {
        while (left.hasNext()) {
            Future<Optional<Caller>> caller = left.next().callerOf(presented);
            if (!caller.isComplete()) {
                return caller.compose(
                        known -> known.isPresent() ? Future.succeededFuture(known) : callerOf(presented, left));
            }
            if (caller.failed() || caller.result().isPresent()) {
                return caller;
            }
        }
        return Future.succeededFuture(Optional.empty());
    }

    private void admit(RoutingContext context, Presented presented, AsyncResult<Optional<Caller>> caller) {
        if (caller.failed()) {
            answer(context, Problems.of(caller.cause()));
        } else if (caller.result().isEmpty()) {
            refuse(context, presented);
        } else {
            admit(context, presented, caller.result().get());
        }
    }

    /** Who brings nothing guesses nothing, and is not counted. */
    private void refuse(RoutingContext context, Presented presented) {
        refused.accept(presented.clientAddress());
        Optional<Duration> wait =
                presented.isAttempt() ? failedAttempts.failed(presented.clientAddress()) : Optional.empty();
        if (wait.isPresent()) {
            long seconds = wait.get().plusMillis(999).toSeconds();
            context.response().putHeader("Retry-After", Long.toString(seconds));
            answer(context, TOO_MANY_FAILURES);
        } else {
            context.response().putHeader("WWW-Authenticate", "Bearer");
            answer(context, UNAUTHENTICATED);
        }
    }

    private void admit(RoutingContext context, Presented presented, Caller caller) {
        if (!permissions.allow(caller.role(), context.request().method().name(), context.normalizedPath())) {
            answer(context, FORBIDDEN);
        } else if (isOurs(context) && !JsonBody.isOrNone(context.request(), context.normalizedPath())) {
            answer(context, OF_THE_SERVER.get(415));
        } else {
            setUser(context, presented, caller);
            if (!isOurs(context)) {
                // Whoever calls on with an exchange's headers must not hand on what proved who calls.
                context.request().headers().remove(HttpHeaders.AUTHORIZATION).remove(HttpHeaders.COOKIE);
            }
            context.next();
        }
    }

    /** What a route learns of the caller; Vert.x' own replacement for the deprecated setter is not public. */
    @SuppressWarnings("deprecation")
    private static void setUser(RoutingContext context, Presented presented, Caller caller) {
        User user = User.fromName(caller.name());
        user.attributes().put(Caller.ATTRIBUTE, caller);
        user.attributes().put(Presented.ATTRIBUTE, presented);
        Connection connection = new Connection();
        user.attributes().put(Connection.ATTRIBUTE, connection);
        context.addEndHandler(end -> connection.ended(end.succeeded()));
        context.setUser(user);
    }

    private static boolean isOurs(RoutingContext context) {
        String path = context.normalizedPath();
        return path.startsWith("/api/") || path.startsWith("/worker/");
    }

    /** The server's own errors end on its outer router. */
    private void answerErrorsAsProblems(Router outer) {
        OF_THE_SERVER.forEach((status, problem) -> outer.errorHandler(status, failed -> {
            if (status == 405) {
                failed.response().putHeader("Allow", String.join(", ", methodsOf(failed.normalizedPath())));
            }
            answer(failed, problem);
        }));
    }

    /** The methods that routes have for this path, in alphabetical order; as for the router, a slash at its end is none. */
    private Set<String> methodsOf(String path) {
        Set<String> methods = new TreeSet<>();
        for (Route route : camelContext.getRoutes()) {
            if (route.getEndpoint() instanceof PlatformHttpEndpoint endpoint
                    && endpoint.getHttpMethodRestrict() != null
                    && PathTemplate.of(endpoint.getPath()).matches(path)) {
                methods.addAll(List.of(endpoint.getHttpMethodRestrict().split(",")));
            }
        }
        return methods;
    }

    private static void answer(RoutingContext context, Problem problem) {
        HttpServerResponse response = context.response();
        if (!response.ended() && !response.headWritten() && !response.closed()) {
            answer(response, problem);
        }
    }

    private static HttpServerResponse protect(HttpServerResponse response) {
        return response.putHeader("X-Content-Type-Options", "nosniff").putHeader("Cache-Control", "no-store");
    }

    /** Answers a request whose answer has not begun. */
    public static void answer(HttpServerResponse response, Problem problem) {
        if (problem.type().status() == 503) {
            response.putHeader("Retry-After", ApiAnswer.RETRY_AFTER_SECONDS);
        }
        protect(response)
                .setStatusCode(problem.type().status())
                .putHeader("Content-Type", ProblemJson.MEDIA_TYPE)
                .end(Buffer.buffer(ProblemJson.of(problem)));
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }
}
