package dev.appconnector.testkit;

import dev.appconnector.call.target.Network;
import dev.appconnector.edge.tls.CertificateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Gives both ends of a test the keys of src/test/resources/tls: the fake target's, and the trust in it. */
public final class TestTls {

    static {
        // What the program tells Java of TLS counts from the first connection of this JVM on, which may be a test's
        // own.
        Network.ofThisMachine();
    }

    private static final char[] PASSWORD = "testkit".toCharArray();

    /** Opening a store costs milliseconds on purpose, so each is opened once. */
    private static final SSLContext SERVER = server("target.p12");

    private static final SSLContext CLIENT = client("trust.p12");

    private TestTls() {}

    /** A context that shows the fake target's certificate. */
    public static SSLContext server() {
        return SERVER;
    }

    /** A context that shows a certificate for the same names that nobody trusts. */
    public static SSLContext stranger() {
        return server("stranger.p12");
    }

    /** A context that shows one of the certificates that the fake target's own has signed, such as {@code expired}. */
    public static SSLContext signed(String alias) {
        try {
            KeyStore all = opened("signed.p12");
            KeyStore one = KeyStore.getInstance("PKCS12");
            one.load(null, PASSWORD);
            one.setKeyEntry(alias, all.getKey(alias, PASSWORD), PASSWORD, all.getCertificateChain(alias));
            return server(one);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("The certificate " + alias + " cannot be used.", e);
        }
    }

    /** A context that trusts the fake target, and nobody else. */
    public static SSLContext client() {
        return CLIENT;
    }

    /** The same, but with no session to take up again: it is shown a certificate each time. */
    public static SSLContext anotherClient() {
        return client("trust.p12");
    }

    /** The fake target's certificate as PEM, which is also the authority to trust it by. */
    public static String authorityPem() {
        try (InputStream pem = open("trust.pem")) {
            return new String(pem.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new IllegalStateException("tls/trust.pem cannot be read.", e);
        }
    }

    /** The same certificate and key as files, of which the key is the owner's alone. */
    public static CertificateFiles files(Path directory) {
        return files(directory, "target.p12", "target");
    }

    /** One of the certificates that the fake target's own has signed, with its chain and key, as files. */
    public static CertificateFiles filesOfSigned(Path directory, String alias) {
        return files(directory, "signed.p12", alias);
    }

    /** A certificate with an RSA key, as files. */
    public static CertificateFiles filesOfRsa(Path directory) {
        return files(directory, "rsa.p12", "rsa");
    }

    /** What makes the program show the certificate. */
    public static Map<String, String> settings(CertificateFiles files) {
        return Map.of(
                "appconnector.tls.certificate", files.certificate().toString(),
                "appconnector.tls.key", files.key().toString());
    }

    private static CertificateFiles files(Path directory, String store, String alias) {
        try {
            KeyStore opened = opened(store);
            StringBuilder chain = new StringBuilder();
            for (Certificate certificate : opened.getCertificateChain(alias)) {
                chain.append(pem("CERTIFICATE", certificate.getEncoded()));
            }
            CertificateFiles files =
                    new CertificateFiles(directory.resolve("tls-certificate.pem"), directory.resolve("tls-key.pem"));
            Files.writeString(files.certificate(), chain);
            writeKey(
                    files.key(),
                    pem("PRIVATE KEY", opened.getKey(alias, PASSWORD).getEncoded()));
            return files;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes a file that is the owner's alone. */
    public static void writeKey(Path path, String content) throws IOException {
        Files.deleteIfExists(path);
        Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(path, content);
    }

    public static String pem(String what, byte[] der) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(what, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der), what);
    }

    private static SSLContext server(String store) {
        return server(opened(store));
    }

    private static SSLContext server(KeyStore store) {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust(opened("trust.p12")), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The test target's key cannot be used.", e);
        }
    }

    /** As above, but it trusts this certificate, too. */
    public static SSLContext clientOf(CertificateFiles files) {
        try (InputStream pem = Files.newInputStream(files.certificate())) {
            KeyStore both = opened("trust.p12");
            both.setCertificateEntry(
                    "other", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            return client(both);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SSLContext client(String store) {
        return client(opened(store));
    }

    private static SSLContext client(KeyStore store) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust(store), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The test target's certificate cannot be trusted.", e);
        }
    }

    private static TrustManager[] trust(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust.getTrustManagers();
    }

    private static KeyStore opened(String name) {
        try (InputStream octets = open(name)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(octets, PASSWORD);
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("tls/" + name + " cannot be opened.", e);
        }
    }

    private static InputStream open(String name) throws IOException {
        InputStream found = TestTls.class.getResourceAsStream("/tls/" + name);
        if (found == null) {
            throw new IOException("tls/" + name + " is not on the class path.");
        }
        return found;
    }
}
