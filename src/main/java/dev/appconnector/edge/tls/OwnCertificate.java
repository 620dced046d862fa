package dev.appconnector.edge.tls;

import dev.appconnector.edge.tls.CertificateFault.Part;
import dev.appconnector.pem.PemCertificates;
import dev.appconnector.pem.PemFault;
import dev.appconnector.pem.PemKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Supplier;

/** A certificate that was found to be whole and to go with its key. Immutable; it prints no part of the key. */
public final class OwnCertificate {

    private final X509Certificate[] chain;
    private final PrivateKey key;
    private final byte[] fingerprint;

    private OwnCertificate(X509Certificate[] chain, PrivateKey key, byte[] fingerprint) {
        this.chain = chain;
        this.key = key;
        this.fingerprint = fingerprint;
    }

    static OwnCertificate of(CertificateFiles files, byte[] certificate, byte[] key) {
        X509Certificate[] chain = read(
                Part.CERTIFICATE,
                files.certificate(),
                () -> PemCertificates.read(new String(certificate, StandardCharsets.ISO_8859_1)));
        files.refuseIfExposed();
        PrivateKey secret = read(Part.KEY, files.key(), () -> PemKey.read(key));
        if (!PemKey.belongTogether(secret, chain[0].getPublicKey())) {
            throw new CertificateFault(
                    Part.KEY,
                    files.key(),
                    "it is not the key of the first certificate in %s; name the two that were made together, and put the"
                                    .formatted(files.certificate())
                            + " server's own certificate first.");
        }
        return new OwnCertificate(chain, secret, fingerprint(certificate, key));
    }

    private static <T> T read(Part part, Path path, Supplier<T> read) {
        try {
            return read.get();
        } catch (PemFault e) {
            throw new CertificateFault(part, path, e.getMessage());
        }
    }

    private static byte[] fingerprint(byte[]... all) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Arrays.stream(all).forEach(digest::update);
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    X509Certificate[] chain() {
        return chain.clone();
    }

    PrivateKey key() {
        return key;
    }

    /** What no other certificate and key have. */
    String alias() {
        return HexFormat.of().formatHex(fingerprint);
    }

    Instant from() {
        return chain[0].getNotBefore().toInstant();
    }

    Instant until() {
        return chain[0].getNotAfter().toInstant();
    }

    boolean isOf(byte[] certificate, byte[] key) {
        return Arrays.equals(fingerprint, fingerprint(certificate, key));
    }
}
