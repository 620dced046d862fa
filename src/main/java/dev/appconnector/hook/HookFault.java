package dev.appconnector.hook;

/** What a hook left behind is no request, or no answer. Its message quotes nothing of it. */
final class HookFault extends RuntimeException {

    HookFault(String message) {
        super(message, null, false, false);
    }
}
