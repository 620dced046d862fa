package dev.appconnector.pem;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/** Reads certificates, of which a text may hold several. */
public final class PemCertificates {

    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";

    private PemCertificates() {}

    /**
     * All of them, in their order; at least one.
     *
     * @throws PemFault where there is none, or one is not whole
     */
    public static X509Certificate[] read(String pem) {
        int begin = pem.indexOf(BEGIN);
        try {
            X509Certificate[] all = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(
                            pem.substring(Math.max(0, begin)).getBytes(StandardCharsets.ISO_8859_1)))
                    .toArray(new X509Certificate[0]);
            if (begin >= 0 && all.length > 0) {
                return all;
            }
        } catch (CertificateException e) {
            // It is none, as where there is nothing at all.
        }
        throw new PemFault("it holds no certificate in PEM; use one that begins with " + BEGIN
                + ", and the certificates of its authorities behind it.");
    }
}
