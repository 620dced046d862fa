package dev.appconnector.call.target;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Says what kept a TLS connection from coming about, with the dates of a certificate and no other word of it. */
final class TlsFault {

    private static final int DEEPEST = 10;

    private TlsFault() {}

    /** What is wrong, as the end of a sentence, and what to do. */
    static String of(Throwable failure) {
        Throwable place = null;
        boolean ofCertificate = false;
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
            if (cause instanceof CertPathValidatorException) {
                place = cause;
            }
            if (cause instanceof CertificateExpiredException) {
                return "the target's certificate expired" + date(place, X509Certificate::getNotAfter, " on ")
                        + ". Whoever runs the target must renew it.";
            }
            if (cause instanceof CertificateNotYetValidException) {
                return "the target's certificate is not valid yet"
                        + date(place, X509Certificate::getNotBefore, ", before ")
                        + ". Check the clock of this server, or ask who runs the target.";
            }
            if (cause instanceof CertPathBuilderException) {
                return "no authority that is trusted here has signed the target's certificate. "
                        + "One of your own can be given as the connector's tls.ca.";
            }
            // What checks the host's name throws the class itself, and what checks anything else one of its own.
            if (cause instanceof SSLPeerUnverifiedException
                    || cause.getClass() == CertificateException.class && cause.getCause() == null) {
                return "the target's certificate is for another host name. Check the domain.";
            }
            ofCertificate |= cause instanceof CertificateException;
        }
        return ofCertificate
                ? "check the target's certificate."
                : "the target broke the handshake off, or does not speak TLS on this port.";
    }

    private static String date(Throwable place, Function<X509Certificate, Date> which, String before) {
        return certificate(place)
                .map(certificate -> which.apply(certificate).toInstant().atZone(ZoneOffset.UTC))
                .map(time -> before + time.toLocalDate())
                .orElse("");
    }

    private static Optional<X509Certificate> certificate(Throwable place) {
        if (!(place instanceof CertPathValidatorException fault)
                || fault.getCertPath() == null
                || fault.getIndex() < 0) {
            return Optional.empty();
        }
        List<? extends Certificate> path = fault.getCertPath().getCertificates();
        return path.get(fault.getIndex()) instanceof X509Certificate certificate
                ? Optional.of(certificate)
                : Optional.empty();
    }
}
