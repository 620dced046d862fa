package dev.appconnector.edge;

import dev.appconnector.access.FrontDoor;
import dev.appconnector.edge.tls.ShownCertificate;
import dev.appconnector.problem.Problem;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.impl.VertxWrapper;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.SSLOptions;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.core.net.impl.TCPServerBase;
import io.vertx.core.spi.ExecutorServiceFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What of HTTP our ports understand: version 1.0 and 1.1, requests whose length nobody can read in two ways, no silence
 * without end, no caller who holds a connection by being slow, no more at once than there is room for; and TLS 1.2 and 1.3 where
 * a server is to have it. What is refused here never reaches a route, and is answered as a problem all the same; only one
 * connection too many is closed without a word.
 *
 * <p>Camel makes the options of its servers itself and has no setting for these, but takes the Vert.x that it finds.
 * Thread-safe; {@link #close()} ends the servers' threads, so Camel goes first.
 */
public final class HttpEdge implements AutoCloseable {

    static final Problem OVERLOADED = new Problem(
            Problem.Type.OVERLOADED, "This node has as much under way as it has room for. Try again later.");

    private static final int CLOSE_SECONDS = 30;

    /** A handshake is two or three short messages; longer than this takes none that comes to its end. */
    private static final Duration LONGEST_HANDSHAKE = Duration.ofSeconds(10);

    private static final Set<String> TLS_VERSIONS = new LinkedHashSet<>(List.of("TLSv1.3", "TLSv1.2"));

    /** Those that keep a recorded connection secret when the key gets out later, and know when it was tampered with. */
    private static final List<String> CIPHERS = List.of(
            "TLS_AES_256_GCM_SHA384",
            "TLS_AES_128_GCM_SHA256",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private final Capacity capacity;
    private final Patience patience;
    private final Consumer<Overload> refused;
    private final Optional<ShownCertificate> certificate;
    private final Queue<Vertx> given = new ConcurrentLinkedQueue<>();
    private final Queue<HttpServer> servers = new ConcurrentLinkedQueue<>();
    private final List<Channel> early = new ArrayList<>();
    private boolean open;

    /**
     * @param capacity of each of the servers
     * @param certificate what servers show whose options ask for TLS; those of the others do not
     * @param refused told of each caller that there was no room for; it must not wait
     */
    public HttpEdge(
            Capacity capacity, Patience patience, Optional<ShownCertificate> certificate, Consumer<Overload> refused) {
        this.capacity = capacity;
        this.patience = patience;
        this.certificate = certificate;
        this.refused = refused;
    }

    /** A Vert.x with threads of its own, as each server needs one: callers must not take the threads of health. */
    public Vertx vertx() {
        VertxOptions options = new VertxOptions().setWorkerPoolSize(capacity.requests());
        Vertx vertx = new StrictVertx((VertxInternal) new VertxBuilder(options)
                .executorServiceFactory((factory, size, most) -> size == capacity.requests()
                        ? BlockingThreads.upTo(size, factory)
                        : ExecutorServiceFactory.INSTANCE.createExecutor(factory, size, most))
                .init()
                .vertx());
        given.add(vertx);
        return vertx;
    }

    /**
     * Camel only logs that a server has no port, and goes on without it.
     *
     * @throws IllegalStateException where one of the servers is not to be reached
     */
    public void requireListening() {
        if (!servers.stream().allMatch(server -> ((TCPServerBase) server).isListening())) {
            throw new IllegalStateException(
                    "A port cannot be listened on: it is taken, or not ours. Set appconnector.port and appconnector.host,"
                            + " or appconnector.operations.port and .host.");
        }
    }

    /**
     * Lets in who came since the servers listen, and everybody from now on. Camel's servers listen before they have a front door
     * or a route: whoever was let in earlier would be told that there is nothing under any path.
     */
    public synchronized void open() {
        open = true;
        early.forEach(
                channel -> channel.eventLoop().execute(() -> channel.config().setAutoRead(true)));
        early.clear();
    }

    private synchronized void holdUntilOpen(Channel channel) {
        if (!open) {
            channel.config().setAutoRead(false);
            early.add(channel);
            if (channel.pipeline().get(SslHandler.class) != null) {
                // What came in one piece with the end of the handshake was read before.
                channel.pipeline().addBefore("httpDecoder", "hold", new FlowControlHandler());
            }
        }
    }

    @Override
    public void close() {
        for (Vertx vertx = given.poll(); vertx != null; vertx = given.poll()) {
            vertx.close()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(CLOSE_SECONDS, TimeUnit.SECONDS)
                    .join();
        }
    }

    private static void refuse(HttpServerRequest request) {
        // The connection closes behind the answer: what follows on it cannot be read.
        request.response().putHeader("Connection", "close");
        FrontDoor.answer(request.response(), problem(request.decoderResult().cause()));
    }

    private static Problem problem(Throwable why) {
        if (why instanceof ConnectionWatch.Overloaded) {
            return OVERLOADED;
        }
        String detail = "The request is no HTTP/1.1 that can be read in one way only.";
        if (why instanceof TooLongHttpLineException) {
            detail = "The request line is too long: 4096 characters are read.";
        } else if (why instanceof TooLongHttpHeaderException) {
            detail = "The request's headers are too long: 8192 characters are read.";
        }
        return new Problem(Problem.Type.MALFORMED_REQUEST, detail);
    }

    private void askForTls(SSLOptions tls, ShownCertificate shown) {
        List<Duration> bounds = List.of(LONGEST_HANDSHAKE, patience.silence());
        CIPHERS.forEach(tls::addEnabledCipherSuite);
        tls.setKeyCertOptions(KeyCertOptions.wrap(shown))
                .setUseAlpn(false)
                .setEnabledSecureTransportProtocols(TLS_VERSIONS)
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setSslHandshakeTimeout(Collections.min(bounds).toMillis());
    }

    /** Gives each HTTP server what this class is for. */
    private final class StrictVertx extends VertxWrapper {

        private final Load load = new Load(capacity, refused);

        private StrictVertx(VertxInternal delegate) {
            super(delegate);
        }

        @Override
        public HttpServer createHttpServer() {
            return createHttpServer(new HttpServerOptions());
        }

        @Override
        public HttpServer createHttpServer(HttpServerOptions given) {
            // Off: nothing needs HTTP/2, and its streams would pass by what is checked here.
            HttpServerOptions http1 =
                    new HttpServerOptions(given).setHttp2ClearTextEnabled(false).setUseAlpn(false);
            if (given.isSsl()) {
                http1.setTrustOptions(null);
                askForTls(http1.getSslOptions(), certificate.orElseThrow());
            }
            HttpServer server = super.createHttpServer(http1)
                    .invalidRequestHandler(HttpEdge::refuse)
                    .connectionHandler(connection -> watch(connection, http1));
            servers.add(server);
            return server;
        }

        private void watch(HttpConnection connection, HttpServerOptions http1) {
            ChannelPipeline pipeline =
                    ((ConnectionBase) connection).channelHandlerContext().pipeline();
            if (!load.connect()) {
                connection.close();
                return;
            }
            // Told also of a connection that ended before anybody watched it.
            pipeline.channel().closeFuture().addListener(closed -> load.disconnected());
            holdUntilOpen(pipeline.channel());
            pipeline.replace("httpDecoder", "httpDecoder", new OneLengthDecoder(http1));
            CallersPace pace = new CallersPace(patience);
            pipeline.addBefore("httpDecoder", "pace", pace);
            pipeline.addBefore("handler", "watch", new ConnectionWatch(patience.silence(), pace, load));
        }
    }

    /** Refuses a request that names its length twice over, where the decoder itself drops one of the two. */
    private static final class OneLengthDecoder extends VertxHttpRequestDecoder {

        private OneLengthDecoder(HttpServerOptions options) {
            super(options);
        }

        @Override
        protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
            throw new IllegalArgumentException("Content-Length next to Transfer-Encoding");
        }
    }
}
