package dev.appconnector.edge.tls;

import dev.appconnector.edge.tls.CertificateFault.Part;
import io.vertx.core.net.impl.pkcs1.PrivateKeyParser;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A certificate that was found to be whole and to go with its key. Immutable; it prints no part of the key. */
public final class OwnCertificate {

    private static final String BEGIN_CERTIFICATE = "-----BEGIN CERTIFICATE-----";
    private static final Pattern KEY = Pattern.compile(
            "(?s)-----BEGIN (?<kind>[A-Z ]*)PRIVATE KEY-----(?<base64>.*?)-----END \\k<kind>PRIVATE KEY-----");

    private final X509Certificate[] chain;
    private final PrivateKey key;
    private final byte[] fingerprint;

    private OwnCertificate(X509Certificate[] chain, PrivateKey key, byte[] fingerprint) {
        this.chain = chain;
        this.key = key;
        this.fingerprint = fingerprint;
    }

    static OwnCertificate of(CertificateFiles files, byte[] certificate, byte[] key) {
        X509Certificate[] chain = chain(files, new String(certificate, StandardCharsets.ISO_8859_1));
        files.refuseIfExposed();
        PrivateKey secret = privateKey(files, new String(key, StandardCharsets.ISO_8859_1));
        if (!belongTogether(secret, chain[0].getPublicKey())) {
            throw new CertificateFault(
                    Part.KEY,
                    files.key(),
                    "it is not the key of the first certificate in %s; name the two that were made together, and put the"
                                    .formatted(files.certificate())
                            + " server's own certificate first.");
        }
        return new OwnCertificate(chain, secret, fingerprint(certificate, key));
    }

    private static X509Certificate[] chain(CertificateFiles files, String pem) {
        int begin = pem.indexOf(BEGIN_CERTIFICATE);
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
        throw new CertificateFault(
                Part.CERTIFICATE,
                files.certificate(),
                "it holds no certificate in PEM; use one that begins with " + BEGIN_CERTIFICATE
                        + ", and the certificates of its authorities behind it.");
    }

    private static PrivateKey privateKey(CertificateFiles files, String pem) {
        Matcher key = KEY.matcher(pem);
        if (!key.find()) {
            throw new CertificateFault(
                    Part.KEY,
                    files.key(),
                    "it holds no private key in PEM; use one that begins with -----BEGIN PRIVATE KEY-----.");
        }
        if (key.group().contains("ENCRYPTED")) {
            throw new CertificateFault(
                    Part.KEY,
                    files.key(),
                    "it is locked with a passphrase, which nobody can type in here; take it off with `openssl pkey -in FILE"
                            + " -out NEW`, and keep the new file for this process alone.");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(key.group("base64"));
            return switch (key.group("kind")) {
                case "RSA " -> KeyFactory.getInstance("RSA").generatePrivate(PrivateKeyParser.getRSAKeySpec(der));
                case "EC " -> KeyFactory.getInstance("EC").generatePrivate(PrivateKeyParser.getECKeySpec(der));
                default ->
                    KeyFactory.getInstance(PrivateKeyParser.getPKCS8EncodedKeyAlgorithm(der))
                            .generatePrivate(new PKCS8EncodedKeySpec(der));
            };
        } catch (GeneralSecurityException | RuntimeException e) {
            // Not kept as the cause: its message may quote the key.
            throw new CertificateFault(Part.KEY, files.key(), "it is no whole RSA or EC key; make one of these.");
        }
    }

    private static boolean belongTogether(PrivateKey key, PublicKey certified) {
        try {
            if (!key.getAlgorithm().equals(certified.getAlgorithm())) {
                return false;
            }
            Signature signature =
                    Signature.getInstance(key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA");
            signature.initSign(key);
            signature.update(certified.getEncoded());
            byte[] signed = signature.sign();
            signature.initVerify(certified);
            signature.update(certified.getEncoded());
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
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
