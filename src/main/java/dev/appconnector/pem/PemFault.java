package dev.appconnector.pem;

/** Says what is wrong with a PEM text and what is right, to be read after its name; never with a byte of it. It has no stack trace. */
public final class PemFault extends RuntimeException {

    PemFault(String flaw) {
        super(flaw, null, false, false);
    }
}
