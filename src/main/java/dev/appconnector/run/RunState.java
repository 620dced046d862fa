package dev.appconnector.run;

import dev.appconnector.call.ActiveRun;
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

    /** How a waiting run has ended: with an answer, unless it says why there is none. */
    public static RunState ofEnded(ActiveRun run) {
        if (run.failure() != null || run.answer() == null) {
            return FAILED;
        }
        int status = run.answer().status();
        return status >= 200 && status < 400 ? SUCCEEDED : REJECTED;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
