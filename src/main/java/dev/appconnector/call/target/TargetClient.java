package dev.appconnector.call.target;

import dev.appconnector.answer.Answer;
import dev.appconnector.call.ActiveRun;
import dev.appconnector.call.ActiveRuns;
import dev.appconnector.call.CredentialInjector;
import dev.appconnector.call.RunAudit;
import dev.appconnector.call.Verdict;
import dev.appconnector.egress.HeaderField;
import dev.appconnector.egress.address.AddressPolicy;
import dev.appconnector.egress.domain.Domain;
import dev.appconnector.web.Problems;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpActivityListener;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
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
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.net.URIAuthority;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The HTTP client under the one {@code toD} that calls targets. It sends what the guard's verdict says and nothing else, adds
 * the credential at the wire, takes the whole answer before the deadline, and scrubs it before anything of Camel sees it.
 * Thread-safe; {@link #close()} closes its connections and threads.
 */
public final class TargetClient implements HttpClientConfigurer, HttpActivityListener, AutoCloseable {

    /** Under which camel-http hands the exchange to a client whose endpoint has an activity listener. */
    private static final String EXCHANGE = "org.apache.camel.Exchange";

    /** More than there can be runs: those have their limits elsewhere. */
    private static final int MAX_CONNECTIONS = 100_000;

    private static final TimeValue MAX_CONNECTION_AGE = TimeValue.ofSeconds(60);

    private final ActiveRuns activeRuns;
    private final AnswerReader answers;
    private final HttpHost proxy;
    private final CheckedDial dial;
    private final PoolingHttpClientConnectionManager connections;
    private final ScheduledThreadPoolExecutor deadlines;

    /**
     * @param proxy the HTTP proxy that all calls go by, where there is one: it looks the targets up then
     * @param hooks what is made of an answer in which no secret is left
     */
    public TargetClient(
            Network network,
            AddressPolicy addresses,
            Optional<InetSocketAddress> proxy,
            ActiveRuns activeRuns,
            AnswerBudget budget,
            RunAudit audit,
            BiFunction<ActiveRun, Answer, Answer> hooks) {
        this.answers = new AnswerReader(budget, new EchoWatch(audit), hooks);
        this.activeRuns = activeRuns;
        this.proxy = proxy.map(address -> new HttpHost("http", address.getHostString(), address.getPort()))
                .orElse(null);
        this.dial = new CheckedDial(network, addresses, proxy.isPresent());
        this.connections = connections(dial);
        this.deadlines = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "deadlines");
            thread.setDaemon(true);
            return thread;
        });
        deadlines.setRemoveOnCancelPolicy(true);
        deadlines.scheduleWithFixedDelay(connections::closeExpired, 10, 10, TimeUnit.SECONDS);
    }

    private static PoolingHttpClientConnectionManager connections(CheckedDial dial) {
        class Builder extends PoolingHttpClientConnectionManagerBuilder {
            @Override
            protected HttpClientConnectionOperator createConnectionOperator(
                    org.apache.hc.client5.http.SchemePortResolver ports,
                    org.apache.hc.client5.http.DnsResolver names,
                    org.apache.hc.client5.http.ssl.TlsSocketStrategy tls) {
                return dial;
            }
        }
        return new Builder()
                .setConnectionFactory(new TargetConnections())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setTimeToLive(MAX_CONNECTION_AGE)
                        // A connection looks itself whether it still serves.
                        .setValidateAfterInactivity(TimeValue.NEG_ONE_MILLISECOND)
                        .setConnectTimeout(Timeout.DISABLED)
                        .setSocketTimeout(Timeout.DISABLED)
                        .build())
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setMaxConnPerRoute(MAX_CONNECTIONS)
                .setMaxConnTotal(MAX_CONNECTIONS)
                .build();
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.setConnectionManager(new LentConnections(connections))
                .setConnectionManagerShared(true)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.DISABLED)
                        .setResponseTimeout(Timeout.DISABLED)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setRequestExecutor(new WireExecutor())
                .setRoutePlanner((target, context) -> route(target))
                .disableDefaultUserAgent()
                .disableCookieManagement()
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableAuthCaching()
                .addExecInterceptorFirst("appconnector", this::call)
                // The client says keep-alive, which HTTP/1.1 does not need.
                .addRequestInterceptorLast((request, entity, context) -> request.removeHeaders(HttpHeaders.CONNECTION))
                .addRequestInterceptorLast(this::lastLook);
    }

    /** Closes what stands open to targets and is not in use: after a change nothing goes over an older connection. */
    public void closeIdleConnections() {
        connections.closeIdle(TimeValue.ZERO_MILLISECONDS);
    }

    /** How many connections to targets are in use now: none where no run is under way. */
    public int connectionsInUse() {
        return connections.getTotalStats().getLeased();
    }

    static ActiveRun runOf(HttpContext context) {
        return ActiveRun.of((Exchange) context.getAttribute(EXCHANGE));
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

    /** Leads a request to the domain that its connector got while the run waited: Camel's endpoint is that of the old one. */
    private ExecChain.Scope ledAnew(ActiveRun run, ClassicHttpRequest request, ExecChain.Scope scope)
            throws HttpException {
        Verdict verdict = run.verdict();
        require(verdict.isUsedFor(((Exchange) scope.clientContext.getAttribute(EXCHANGE)).getExchangeId()));
        request.setUri(URI.create(verdict.connector().connector().domain().toString()));
        return new ExecChain.Scope(
                scope.exchangeId,
                route(RoutingSupport.determineHost(request)),
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
        ScheduledFuture<?> deadline = deadlines.schedule(
                () -> run.abort(Failures.deadlineExceeded()), run.deadline().remainingNanos(), TimeUnit.NANOSECONDS);
        try {
            run.calling(((Cancellable) scope.originalRequest)::cancel);
            // Connections are kept by connector and version: no other one's, and none from before a change, is taken.
            scope.clientContext.setUserToken(run.verdict().connector().poolKey());
            response = send(request, run, scope, chain);
            whole = answers.read(response, run);
        } finally {
            deadline.cancel(false);
        }
        run.answered(answers.finish(whole, run));
        response.setEntity(null);
        return response;
    }

    private static ClassicHttpResponse send(
            ClassicHttpRequest request, ActiveRun run, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        while (true) {
            run.takeWire();
            try {
                prepare(request, run.verdict());
                return chain.proceed(request, scope);
            } catch (TargetConnection.Spent e) {
                scope.execRuntime.discardEndpoint();
            } finally {
                run.leaveWire();
            }
        }
    }

    private static void prepare(ClassicHttpRequest request, Verdict verdict) {
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
        CredentialInjector.inject(request, verdict);
    }

    /** Where the request goes is held against the verdict once more, when nothing will touch it any more. */
    private void lastLook(HttpRequest request, EntityDetails entity, HttpContext context) {
        Verdict verdict = runOf(context).verdict();
        requireSameOrigin(request, verdict);
        require(request.getMethod().equals(verdict.method().name())
                && CredentialInjector.isTarget(request.getPath(), verdict));
        boolean absolute = proxy != null && request.getScheme().equals("http");
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

    /**
     * By the operator's proxy or by none, whatever the system's properties say: for https through a tunnel, so that the
     * proxy reads nothing. A domain on its scheme's own port names none.
     */
    private HttpRoute route(HttpHost target) {
        HttpHost withPort = RoutingSupport.normalize(target, DefaultSchemePortResolver.INSTANCE);
        boolean secure = withPort.getSchemeName().equals("https");
        return proxy == null ? new HttpRoute(withPort, null, secure) : new HttpRoute(withPort, null, proxy, secure);
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

    @Override
    public void close() {
        deadlines.shutdownNow();
        connections.close();
        dial.close();
    }
}
