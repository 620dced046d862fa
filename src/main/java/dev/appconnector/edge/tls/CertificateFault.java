package dev.appconnector.edge.tls;

import java.nio.file.Path;

/**
 * Says in one line why a certificate or its key cannot be used, and what to do about it; never with a byte of the key. It
 * has no stack trace.
 */
public final class CertificateFault extends RuntimeException {

    /** Which of the two files it is. */
    public enum Part {
        CERTIFICATE,
        KEY
    }

    private final Part part;
    private final String flaw;

    CertificateFault(Part part, Path path, String flaw) {
        super("%s: %s".formatted(path, flaw), null, false, false);
        this.part = part;
        this.flaw = flaw;
    }

    public Part part() {
        return part;
    }

    /** What is wrong and what is right, to be read after the file's name. */
    public String flaw() {
        return flaw;
    }
}
