package dev.appconnector.settings;

import java.util.List;

/** Stops the start: says of every setting that is wrong what it is and what is right, one line each, without secrets. */
public final class InvalidSettings extends RuntimeException {

    private final List<String> faults;

    public InvalidSettings(List<String> faults) {
        super(String.join("\n", faults));
        this.faults = List.copyOf(faults);
    }

    public List<String> faults() {
        return faults;
    }
}
