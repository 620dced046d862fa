package dev.appconnector.call.target;

import dev.appconnector.call.ActiveRun;
import dev.appconnector.call.CallableConnector;
import dev.appconnector.connector.Connector;
import dev.appconnector.connector.auth.wire.SecretTexts;
import dev.appconnector.connector.tls.Tls;
import dev.appconnector.egress.domain.Domain;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * The handshake with a target: by the certificate and the authority of the run's connector, at its own domain alone, and else as
 * the JVM has it. Thread-safe.
 */
final class ConnectorTls implements TlsSocketStrategy {

    private final TlsSocketStrategy otherwise;

    /** For as long as a connector is ready to be called: one that was changed is another one. */
    private final Map<CallableConnector, TlsSocketStrategy> own = Collections.synchronizedMap(new WeakHashMap<>());

    ConnectorTls(SSLContext jvm) {
        this.otherwise = strategy(jvm);
    }

    private static TlsSocketStrategy strategy(SSLContext context) {
        return ClientTlsStrategyBuilder.create().setSslContext(context).buildClassic();
    }

    @Override
    public SSLSocket upgrade(Socket socket, String target, int port, Object attachment, HttpContext context)
            throws IOException {
        ActiveRun run = TargetNetwork.runOf(context);
        return of(run.connector(), target, port).upgrade(socket, target, port, attachment, context);
    }

    /** A token endpoint at another origin is shown no certificate, and proves itself as others do. */
    private TlsSocketStrategy of(CallableConnector callable, String host, int port) {
        Connector connector = callable.connector();
        Domain domain = connector.domain();
        if (connector.definition().tls() == null || !domain.host().equals(host) || domain.port() != port) {
            return otherwise;
        }
        return own.computeIfAbsent(callable, one -> strategy(context(one)));
    }

    private static SSLContext context(CallableConnector callable) {
        Tls tls = callable.connector().definition().tls();
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(tls.certificate() == null ? null : identity(callable, tls), trust(tls), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            // Not kept as the cause: its message may quote what it was given.
            throw new IllegalStateException("The connector's tls cannot be used.");
        }
    }

    private static KeyManager[] identity(CallableConnector callable, Tls tls)
            throws GeneralSecurityException, IOException {
        PrivateKey key = callable.credential()
                .use(opened -> SecretTexts.privateKey(opened.secrets().get(Connector.TLS_KEY)));
        KeyStore store = empty();
        // It never leaves this object, so its password keeps nothing from anybody.
        store.setKeyEntry("client", key, new char[0], tls.certificates());
        KeyManagerFactory identity = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        identity.init(store, new char[0]);
        return identity.getKeyManagers();
    }

    /** Null is the JVM's own. */
    private static TrustManager[] trust(Tls tls) throws GeneralSecurityException, IOException {
        if (tls.ca() == null) {
            return null;
        }
        KeyStore store = empty();
        int number = 0;
        for (X509Certificate authority : tls.authorities()) {
            store.setCertificateEntry("authority-" + number++, authority);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust.getTrustManagers();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
