package dev.appconnector.edge.tls;

import dev.appconnector.edge.tls.CertificateFault.Part;
import dev.appconnector.vault.Exposure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where the certificate lies that our port shows, and its key; both PEM. Immutable.
 *
 * @param certificate with the certificates between it and its authority behind it
 * @param key readable for nobody else (S2)
 */
public record CertificateFiles(Path certificate, Path key) {

    /** Far above what a chain of certificates needs. */
    private static final int MOST_BYTES = 1 << 20;

    /** @throws CertificateFault where the two cannot be used */
    public OwnCertificate read() {
        return readAnew(null);
    }

    /** The known one where the files are still the same; as above otherwise. */
    OwnCertificate readAnew(OwnCertificate known) {
        byte[] chain = read(Part.CERTIFICATE, certificate);
        byte[] secret = read(Part.KEY, key);
        try {
            return known != null && known.isOf(chain, secret) ? known : OwnCertificate.of(this, chain, secret);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static byte[] read(Part part, Path path) {
        try (InputStream file = Files.newInputStream(path)) {
            return file.readNBytes(MOST_BYTES);
        } catch (IOException e) {
            throw unreadable(part, path, e);
        }
    }

    void refuseIfExposed() {
        try {
            Optional<String> exposed = Exposure.of(key);
            if (exposed.isPresent()) {
                throw new CertificateFault(
                        Part.KEY,
                        key,
                        "it is open to others (%s); take that away with chmod 600, or 440 where another user owns it."
                                .formatted(exposed.get()));
            }
        } catch (IOException e) {
            throw unreadable(Part.KEY, key, e);
        }
    }

    private static CertificateFault unreadable(Part part, Path path, IOException e) {
        return new CertificateFault(
                part,
                path,
                "it cannot be read (%s); name a file that the user of this process may read."
                        .formatted(e.getClass().getSimpleName()));
    }
}
