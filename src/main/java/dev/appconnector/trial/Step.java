package dev.appconnector.trial;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One of the things that a call takes.
 *
 * @param ok null where it was not done, or what came of it does not tell
 * @param durationMs null where it was not done
 * @param detail a sentence: what came of it, and where it failed the cure; never an address, a secret or the target's own word
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record Step(String name, Boolean ok, Long durationMs, String detail) {

    static Step done(String name, long durationMs, String detail) {
        return new Step(name, true, durationMs, detail);
    }

    static Step failed(String name, long durationMs, String detail) {
        return new Step(name, false, durationMs, detail);
    }

    static Step untold(String name, Long durationMs, String detail) {
        return new Step(name, null, durationMs, detail);
    }
}
