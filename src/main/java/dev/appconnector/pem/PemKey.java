package dev.appconnector.pem;

import io.vertx.core.net.impl.pkcs1.PrivateKeyParser;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/** Reads private keys: RSA and EC, as PKCS #8 or in their own older forms. No text of one is ever made. */
public final class PemKey {

    private static final byte[] BEGIN = "-----BEGIN ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] KEY = "PRIVATE KEY-----".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "-----END ".getBytes(StandardCharsets.US_ASCII);

    /** With any kind of key that there is. */
    private static final int LONGEST_BEGIN = 56;

    private PemKey() {}

    /**
     * The first one in the text, which stays the caller's.
     *
     * @throws PemFault where there is none, it is locked with a passphrase, or it is neither a whole RSA nor EC key
     */
    public static PrivateKey read(byte[] pem) {
        int begin = -1;
        int label;
        do {
            begin = indexOf(pem, BEGIN, begin + 1, pem.length);
            // Not to the end of the text each time: it may be long, and begin over and over.
            label = begin < 0 ? -1 : indexOf(pem, KEY, begin, Math.min(pem.length, begin + LONGEST_BEGIN));
        } while (begin >= 0 && label < 0);
        int end = label < 0 ? -1 : indexOf(pem, END, label, pem.length);
        if (end < 0) {
            throw new PemFault("it holds no private key in PEM; use one that begins with -----BEGIN PRIVATE KEY-----.");
        }
        String kind = new String(pem, begin + BEGIN.length, label - begin - BEGIN.length, StandardCharsets.US_ASCII);
        byte[] text = Arrays.copyOfRange(pem, label + KEY.length, end);
        if (kind.contains("ENCRYPTED")
                || indexOf(text, "ENCRYPTED".getBytes(StandardCharsets.US_ASCII), 0, text.length) >= 0) {
            throw new PemFault("it is locked with a passphrase, which nobody can type in here; take it off with"
                    + " `openssl pkey -in FILE -out NEW`, and keep the new file for this process alone.");
        }
        byte[] der = new byte[0];
        try {
            der = Base64.getMimeDecoder().decode(text);
            return key(kind, der);
        } catch (GeneralSecurityException | RuntimeException e) {
            // Not kept as the cause: its message may quote the key.
            throw new PemFault("it is no whole RSA or EC key; make one of these.");
        } finally {
            Arrays.fill(text, (byte) 0);
            Arrays.fill(der, (byte) 0);
        }
    }

    private static PrivateKey key(String kind, byte[] der) throws GeneralSecurityException {
        return switch (kind) {
            case "RSA " -> KeyFactory.getInstance("RSA").generatePrivate(PrivateKeyParser.getRSAKeySpec(der));
            case "EC " -> KeyFactory.getInstance("EC").generatePrivate(PrivateKeyParser.getECKeySpec(der));
            default ->
                KeyFactory.getInstance(PrivateKeyParser.getPKCS8EncodedKeyAlgorithm(der))
                        .generatePrivate(new PKCS8EncodedKeySpec(der));
        };
    }

    /** Whether what the one signs the other proves. */
    public static boolean belongTogether(PrivateKey key, PublicKey certified) {
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

    private static int indexOf(byte[] text, byte[] sought, int from, int to) {
        for (int i = Math.max(0, from); i <= to - sought.length; i++) {
            if (Arrays.equals(text, i, i + sought.length, sought, 0, sought.length)) {
                return i;
            }
        }
        return -1;
    }
}
