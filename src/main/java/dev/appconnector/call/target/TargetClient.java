package dev.appconnector.call.target;

import dev.appconnector.answer.Answer;
import dev.appconnector.call.ActiveRun;
import dev.appconnector.call.ActiveRuns;
import dev.appconnector.call.CredentialInjector;
import dev.appconnector.call.RunAudit;
import dev.appconnector.call.Timings;
import dev.appconnector.call.Verdict;
import dev.appconnector.call.token.AccessTokens;
import dev.appconnector.connector.auth.OAuth2;
import dev.appconnector.egress.HeaderField;
import dev.appconnector.egress.domain.Domain;
import dev.appconnector.web.Problems;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.ScheduledFuture;
import java.util.function.BiFunction;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpActivityListener;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.net.URIAuthority;

/**
 * The HTTP client under the one {@code toD} that calls targets. It sends what the guard's verdict says and nothing else, adds
 * the credential at the wire, takes the whole answer before the deadline, and scrubs it before anything of Camel sees it.
 * Thread-safe.
 */
public final class TargetClient implements HttpClientConfigurer, HttpActivityListener {

    /** Under which camel-http hands the exchange to a client whose endpoint has an activity listener. */
    private static final String EXCHANGE = "org.apache.camel.Exchange";

    private final TargetNetwork network;
    private final ActiveRuns activeRuns;
    private final AccessTokens tokens;
    private final OtherCredential otherCredential;
    private final AnswerReader answers;

    /**
     * @param otherCredential what a run is sent once more with where its own is refused
     * @param hooks what is made of an answer in which no secret is left
     */
    public TargetClient(
            TargetNetwork network,
            ActiveRuns activeRuns,
            AccessTokens tokens,
            OtherCredential otherCredential,
            AnswerBudget budget,
            RunAudit audit,
            BiFunction<ActiveRun, Answer, Answer> hooks) {
        this.network = network;
        this.activeRuns = activeRuns;
        this.tokens = tokens;
        this.otherCredential = otherCredential;
        this.answers = new AnswerReader(budget, new EchoWatch(audit), hooks);
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        network.lead(client)
                .setConnectionReuseStrategy(TargetClient::isKept)
                .addExecInterceptorFirst("appconnector", this::call)
                // The client says keep-alive, which HTTP/1.1 does not need.
                .addRequestInterceptorLast((request, entity, context) -> request.removeHeaders(HttpHeaders.CONNECTION))
                .addRequestInterceptorLast(this::lastLook);
    }

    /** A test's own connection serves nobody after it, as none served it. */
    private static boolean isKept(HttpRequest request, HttpResponse response, HttpContext context) {
        return !TargetNetwork.runOf(context).purpose().isTest()
                && DefaultClientConnectionReuseStrategy.INSTANCE.keepAlive(request, response, context);
    }

    /** How many connections to targets are in use now: none where no run is under way. */
    public int connectionsInUse() {
        return network.connectionsInUse();
    }

    private ClassicHttpResponse call(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        Exchange exchange = (Exchange) scope.clientContext.getAttribute(EXCHANGE);
        ActiveRun run = ActiveRun.of(exchange);
        Verdict verdict = run == null ? null : run.verdict();
        if (verdict == null || !verdict.isUsedFor(exchange.getExchangeId())) {
            throw new IllegalStateException("There is no verdict of the guard for this exchange: nothing is sent.");
        }
        requireSameOrigin(request, verdict);
        TargetNetwork.carry(run, scope.clientContext);
        try {
            activeRuns.enter(run);
            return answered(run, request, run.verdict() == verdict ? scope : ledAnew(run, request, scope), chain);
        } catch (IOException | HttpException | RuntimeException | Error e) {
            // To close an answer half read would be to read the rest of it.
            scope.execRuntime.discardEndpoint();
            RuntimeException failure = Failures.explain(e, run);
            run.failed(Problems.of(failure, run.id()));
            run.letAnswerGo();
            throw failure;
        } finally {
            run.calling(null);
            run.timings().end();
            activeRuns.leave(run);
        }
    }

    private static String exchangeId(ExecChain.Scope scope) {
        return ((Exchange) scope.clientContext.getAttribute(EXCHANGE)).getExchangeId();
    }

    /** Leads a request to the domain that its connector got while the run waited: Camel's endpoint is that of the old one. */
    private ExecChain.Scope ledAnew(ActiveRun run, ClassicHttpRequest request, ExecChain.Scope scope)
            throws HttpException {
        Verdict verdict = run.verdict();
        require(verdict.isUsedFor(exchangeId(scope)));
        request.setUri(URI.create(verdict.connector().connector().domain().toString()));
        return new ExecChain.Scope(
                scope.exchangeId,
                network.route(RoutingSupport.determineHost(request)),
                scope.originalRequest,
                scope.execRuntime,
                scope.clientContext);
    }

    /** Takes the whole answer before the deadline; the run keeps what is made of it, and what is returned has no body. */
    private ClassicHttpResponse answered(
            ActiveRun run, ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        ClassicHttpResponse response;
        Answer whole;
        boolean byToken = run.verdict().connector().connector().auth() instanceof OAuth2;
        ScheduledFuture<?> deadline = network.stopAtDeadline(run);
        try {
            run.calling(((Cancellable) scope.originalRequest)::cancel);
            // Connections are kept by connector and version: no other one's, and none from before a change, is taken.
            scope.clientContext.setUserToken(
                    run.purpose().isTest()
                            ? run.id()
                            : run.verdict().connector().poolKey());
            if (byToken) {
                run.timings().began(Timings.Phase.TOKEN);
                run.uses(tokens.of(run));
                run.timings().phaseEnded();
            }
            response = send(request, run, scope, chain);
            whole = answers.read(response, run);
            if (response.getCode() == HttpStatus.SC_UNAUTHORIZED && givesOther(run, scope)) {
                response = send(request, run, scope, chain);
                whole = answers.read(response, run);
                otherCredential.answered(run, response.getCode());
            }
        } finally {
            deadline.cancel(false);
        }
        run.answered(answers.finish(whole, run));
        response.setEntity(null);
        return response;
    }

    private boolean givesOther(ActiveRun run, ExecChain.Scope scope) {
        run.timings().began(Timings.Phase.TOKEN);
        try {
            return otherCredential.give(run, exchangeId(scope));
        } finally {
            run.timings().phaseEnded();
        }
    }

    private static ClassicHttpResponse send(
            ClassicHttpRequest request, ActiveRun run, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        while (true) {
            run.takeWire();
            try {
                prepare(request, run);
                return chain.proceed(request, scope);
            } catch (TargetConnection.Spent e) {
                scope.execRuntime.discardEndpoint();
            } finally {
                run.leaveWire();
            }
        }
    }

    private static void prepare(ClassicHttpRequest request, ActiveRun run) {
        Verdict verdict = run.verdict();
        request.setPath(verdict.target().asText());
        request.setHeaders();
        for (HeaderField header : verdict.headers()) {
            request.addHeader(header.name(), header.value());
        }
        request.setEntity(
                verdict.body() == null
                        ? null
                        : new PiecewiseBody(
                                verdict.body().bytes(),
                                verdict.body().offset(),
                                verdict.body().length()));
        CredentialInjector.inject(request, run);
    }

    /** Where the request goes is held against the verdict once more, when nothing will touch it any more. */
    private void lastLook(HttpRequest request, EntityDetails entity, HttpContext context) {
        ActiveRun run = TargetNetwork.runOf(context);
        Verdict verdict = run.verdict();
        requireSameOrigin(request, verdict);
        require(request.getMethod().equals(verdict.method().name())
                && CredentialInjector.isTarget(request.getPath(), run));
        boolean absolute = network.hasProxy() && request.getScheme().equals("http");
        require(request.getRequestUri()
                .equals((absolute ? "http://" + request.getAuthority() : "") + request.getPath()));
    }

    private static void requireSameOrigin(HttpRequest request, Verdict verdict) {
        Domain domain = verdict.connector().connector().domain();
        URIAuthority authority = request.getAuthority();
        require(domain.scheme().equals(request.getScheme())
                && authority != null
                && authority.getUserInfo() == null
                && domain.host().equals(bare(authority.getHostName()))
                && domain.port() == port(authority.getPort(), request.getScheme()));
    }

    private static void require(boolean same) {
        if (!same) {
            throw new IllegalStateException("What would be sent is not what the guard let pass: nothing is sent.");
        }
    }

    /** An IPv6 literal has brackets here, and none in a domain. */
    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static int port(int explicit, String scheme) {
        return explicit > 0 ? explicit : scheme.equals("https") ? 443 : 80;
    }

    @Override
    public void onRequestSubmitted(
            Object source, Exchange exchange, HttpHost host, HttpRequest request, HttpEntity entity) {
        // Being a listener is what makes camel-http hand over the exchange; there is nothing to listen for.
    }

    @Override
    public void onResponseReceived(
            Object source, Exchange exchange, HttpHost host, HttpResponse response, HttpEntity entity, long elapsed) {
        // As above.
    }
}
