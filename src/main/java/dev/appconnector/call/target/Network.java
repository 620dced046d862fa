package dev.appconnector.call.target;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.NoSuchAlgorithmException;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/**
 * What a call needs of the world outside: names looked up, addresses dialled, certificates trusted.
 *
 * @param resolver asked once for each new connection, also for address literals
 * @param dialled the address that is really connected to for one that was checked; another only where a test says so
 * @param tls whose certificates are trusted
 */
public record Network(Resolver resolver, UnaryOperator<InetSocketAddress> dialled, SSLContext tls) {

    static {
        // Unless told so before the first TLS connection, Java takes what someone on the way has cut off for the whole
        // of an
        // answer whose end alone tells its length (RFC 9112, 9.8).
        System.setProperty("com.sun.net.ssl.requireCloseNotify", "true");
        // A handshake costs us more than a caller, who could ask for one after the other on one connection.
        System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
    }

    /** Looks a name up. It may block for as long as it likes: it is waited for no longer than the deadline. */
    @FunctionalInterface
    public interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** The machine's own resolver and network, the JVM's trusted certificates. */
    public static Network ofThisMachine() {
        try {
            return new Network(InetAddress::getAllByName, UnaryOperator.identity(), SSLContext.getDefault());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
