package dev.appconnector.edge.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * What a server asks which certificate to show, so that another one is there from one handshake to the next. Vert.x itself
 * can change a server's options, but drops who comes while it does. A caller who takes up an earlier session again is
 * shown none. Thread-safe.
 */
public final class ShownCertificate extends X509ExtendedKeyManager {

    /** The one that is shown, and the one before it for handshakes that had begun. */
    private volatile List<OwnCertificate> known;

    /** What each connection is shown: it asks for one kind of key after the other, and must not get two halves of an answer. */
    private final Map<SSLEngine, OwnCertificate> engaged = Collections.synchronizedMap(new WeakHashMap<>());

    public ShownCertificate(OwnCertificate first) {
        known = List.of(first);
    }

    /** Shows another one from now on. */
    public synchronized void show(OwnCertificate another) {
        known = List.of(another, known.get(0));
    }

    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        return alias(keyType, engaged.computeIfAbsent(engine, begun -> known.get(0)));
    }

    private static String alias(String keyType, OwnCertificate shown) {
        return shown.key().getAlgorithm().equals(keyType) ? shown.alias() : null;
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return alias(keyType, known.get(0));
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return Stream.ofNullable(alias(keyType, known.get(0))).toArray(String[]::new);
    }

    private Stream<OwnCertificate> named(String alias) {
        return known.stream().filter(certificate -> certificate.alias().equals(alias));
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return named(alias).findFirst().map(OwnCertificate::chain).orElse(null);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return named(alias).findFirst().map(OwnCertificate::key).orElse(null);
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return new String[0];
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return null;
    }
}
