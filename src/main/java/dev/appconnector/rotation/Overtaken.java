package dev.appconnector.rotation;

/** Somebody else has changed the keyset, or taken its rotation, since it was read: what was begun is given up. */
final class Overtaken extends RuntimeException {

    private static final long serialVersionUID = 1;

    Overtaken() {
        super("The keyset was changed meanwhile. Try again.", null, false, false);
    }
}
