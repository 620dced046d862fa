package dev.appconnector.run;

import java.util.Locale;

/** Where a run is on its way. */
public enum RunState {
    QUEUED,
    RUNNING,
    /** The target answered 2xx or 3xx. */
    SUCCEEDED,
    /** The target answered otherwise, and finally; or the run may not go to it. */
    REJECTED,
    /** Its attempts or its age are used up. */
    DEAD,
    /** It may have arrived, and may not be sent again. */
    UNKNOWN,
    CANCELLED,
    /** A caller waited for it, and there was no answer. */
    FAILED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
