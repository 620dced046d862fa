package dev.appconnector.vault;

import java.util.UUID;

/** Something sealed does not open: it was moved, altered, or its key is gone. Names its place alone. */
public final class SealBroken extends RuntimeException {

    private final UUID owner;
    private final String field;

    SealBroken(SealingContext context) {
        super("The sealed \"%s\" of %s does not open: it was altered, moved, or its key is gone. Give it again."
                .formatted(context.field(), context.owner()));
        this.owner = context.owner();
        this.field = context.field();
    }

    public UUID owner() {
        return owner;
    }

    public String field() {
        return field;
    }
}
