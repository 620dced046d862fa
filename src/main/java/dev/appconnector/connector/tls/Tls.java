package dev.appconnector.connector.tls;

import dev.appconnector.connector.auth.wire.SecretTexts;
import dev.appconnector.pem.PemCertificates;
import dev.appconnector.pem.PemFault;
import dev.appconnector.pem.PemKey;
import dev.appconnector.problem.Problem.FieldError;
import dev.appconnector.vault.Secret;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How a connector proves itself in the handshake, and whom it believes there; both in PEM. Immutable. The private key is one of
 * the connector's secrets.
 *
 * @param certificate the client's own, with the chain above it; null where none is shown
 * @param ca the authorities, one of which the target's certificate must come from; null where the JVM's are trusted
 */
public record Tls(String certificate, String ca) {

    /** Far above what a chain needs. */
    private static final int LONGEST = 65_536;

    /** What is wrong with it, by field. */
    public List<FieldError> faults() {
        List<FieldError> faults = new ArrayList<>();
        if (certificate == null && ca == null) {
            faults.add(new FieldError("/tls", "Give a certificate with its privateKey, or a ca, or leave tls out."));
        }
        faulty(certificate, "/tls/certificate").ifPresent(faults::add);
        faulty(ca, "/tls/ca").ifPresent(faults::add);
        return faults;
    }

    private static Optional<FieldError> faulty(String pem, String field) {
        if (pem == null) {
            return Optional.empty();
        }
        if (pem.length() > LONGEST) {
            return Optional.of(new FieldError(field, "It has more than 65536 characters."));
        }
        try {
            PemCertificates.read(pem);
            return Optional.empty();
        } catch (PemFault e) {
            return Optional.of(new FieldError(field, "It cannot be used: " + e.getMessage()));
        }
    }

    /** The client's own certificates, its own first; none where none is shown. */
    public X509Certificate[] certificates() {
        return certificate == null ? new X509Certificate[0] : PemCertificates.read(certificate);
    }

    /** The authorities; none where the JVM's are trusted. */
    public X509Certificate[] authorities() {
        return ca == null ? new X509Certificate[0] : PemCertificates.read(ca);
    }

    /** What is wrong with a text as the private key of the certificate that is shown, and what to do; it stays the caller's. */
    public Optional<String> flawOf(Secret key) {
        try {
            return PemKey.belongTogether(SecretTexts.privateKey(key), certificates()[0].getPublicKey())
                    ? Optional.empty()
                    : Optional.of(
                            "It is not the key of the first certificate in /tls/certificate: give the two that were made"
                                    + " together, the client's own certificate first.");
        } catch (PemFault e) {
            return Optional.of("It cannot be used: " + e.getMessage());
        }
    }

    /** When the certificate that is shown ends; empty where none is. */
    public Optional<Instant> expiresAt() {
        return Arrays.stream(certificates())
                .map(one -> one.getNotAfter().toInstant())
                .min(Comparator.naturalOrder());
    }
}
