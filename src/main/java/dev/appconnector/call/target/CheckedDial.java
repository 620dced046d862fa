package dev.appconnector.call.target;

import dev.appconnector.call.ActiveRun;
import dev.appconnector.call.EgressGuard;
import dev.appconnector.call.Timings;
import dev.appconnector.egress.address.AddressPolicy;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.util.Timeout;

/**
 * Opens every connection: one look-up, each of its answers judged, and only judged ones dialled (A2, A4, A5), but for the
 * operator's proxy, which is dialled as it was set. Thread-safe; {@link #close()} ends the threads of its look-ups.
 */
final class CheckedDial extends DefaultHttpClientConnectionOperator implements AutoCloseable {

    /** Whose connection this thread opens. */
    private static final ThreadLocal<ActiveRun> DIALLING = new ThreadLocal<>();

    private final Lookup lookup;

    /** @param proxied whether it is the operator's own proxy that is dialled, whose address nobody else has a say in */
    CheckedDial(Network network, AddressPolicy addresses, boolean proxied) {
        this(network.tls(), new Lookup(network, proxied ? null : addresses));
    }

    private CheckedDial(SSLContext tls, Lookup lookup) {
        super(
                proxy -> SocketChannel.open().socket(),
                DefaultSchemePortResolver.INSTANCE,
                lookup,
                RegistryBuilder.<TlsSocketStrategy>create()
                        .register("https", new ConnectorTls(tls))
                        .build());
        this.lookup = lookup;
    }

    @Override
    public void connect(
            ManagedHttpClientConnection connection,
            HttpHost endpoint,
            NamedEndpoint name,
            java.nio.file.Path unixSocket,
            InetSocketAddress local,
            Timeout timeout,
            SocketConfig config,
            Object attachment,
            HttpContext context)
            throws IOException {
        DIALLING.set(TargetNetwork.runOf(context));
        try {
            super.connect(connection, endpoint, name, unixSocket, local, timeout, config, attachment, context);
        } finally {
            DIALLING.remove();
            TargetNetwork.runOf(context).timings().phaseEnded();
        }
    }

    @Override
    public void upgrade(
            ManagedHttpClientConnection connection,
            HttpHost endpoint,
            NamedEndpoint name,
            Object attachment,
            HttpContext context)
            throws IOException {
        try {
            super.upgrade(connection, endpoint, name, attachment, context);
        } finally {
            TargetNetwork.runOf(context).timings().phaseEnded();
        }
    }

    /**
     * The client loses a break-off that comes in the instant before a connection has its socket, and would connect for
     * minutes: so the connection asks once it has it, and whoever stops the run later closes it.
     *
     * @throws InterruptedIOException where the run that this thread opens a connection for was stopped
     */
    static void requireNotStopped() throws InterruptedIOException {
        ActiveRun run = DIALLING.get();
        if (run != null && run.aborted() != null) {
            throw new InterruptedIOException("The run was stopped.");
        }
    }

    @Override
    protected void onBeforeSocketConnect(HttpContext context, HttpHost endpoint) {
        TargetNetwork.runOf(context).timings().began(Timings.Phase.CONNECT);
    }

    @Override
    protected void onBeforeTlsHandshake(HttpContext context, HttpHost endpoint) {
        TargetNetwork.runOf(context).timings().began(Timings.Phase.TLS);
    }

    @Override
    public void close() {
        lookup.names.close();
    }

    /** The one look-up of a connection, and the judgement of its answers. */
    private static final class Lookup implements DnsResolver {

        private final Network network;
        private final LookUps names;
        private final AddressPolicy addresses;

        /** @param addresses null where nothing is judged */
        private Lookup(Network network, AddressPolicy addresses) {
            this.network = network;
            this.names = new LookUps(network.resolver());
            this.addresses = addresses;
        }

        @Override
        public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
            InetAddress[] answers = answers(bare(host));
            if (addresses != null
                    && !addresses.judgeAll(answers, port, bare(host)).allowed()) {
                throw EgressGuard.refusedAddress();
            }
            return Arrays.stream(answers)
                    .map(address -> network.dialled().apply(new InetSocketAddress(address, port)))
                    .toList();
        }

        private static String bare(String host) {
            return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        }

        private InetAddress[] answers(String host) throws UnknownHostException {
            ActiveRun current = DIALLING.get();
            current.timings().began(Timings.Phase.DNS);
            CompletableFuture<InetAddress[]> future = names.of(host);
            try {
                current.waitingFor(future);
                InetAddress[] answers = future.get(current.deadline().remainingNanos(), TimeUnit.NANOSECONDS);
                if (answers == null || answers.length == 0) {
                    throw new UnknownHostException("no answer");
                }
                return answers;
            } catch (ExecutionException | TimeoutException | CancellationException e) {
                future.cancel(true);
                throw new UnknownHostException("no answer");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UnknownHostException("interrupted");
            } finally {
                current.waitingFor(null);
                current.timings().phaseEnded();
            }
        }

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            throw new UnknownHostException("a port is needed to judge an address");
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
