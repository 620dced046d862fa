package dev.appconnector.call.target;

import dev.appconnector.call.ActiveRun;
import dev.appconnector.problem.Problem;
import java.util.Set;

/** Says what a call that brought no answer failed of, in the contract's words and without those of any library. */
final class Failures {

    /** The answer of a delivery that turned out invalid is not asked for again, as one would be that was late. */
    private static final Set<Problem.Type> TELLS_MORE_THAN_THE_DEADLINE =
            Set.of(Problem.Type.CONNECTOR_BUSY, Problem.Type.RATE_LIMITED, Problem.Type.TARGET_RESPONSE_INVALID);

    private Failures() {}

    static Problem deadlineExceeded() {
        return new Problem(
                Problem.Type.DEADLINE_EXCEEDED, "The target's answer was not complete when the timeout was over.");
    }

    static Problem invalidAnswer(String detail) {
        return new Problem(Problem.Type.TARGET_RESPONSE_INVALID, detail);
    }

    /** What to throw in its place: the reason for which the run was stopped, or what its class tells. */
    static RuntimeException explain(Throwable e, ActiveRun run) {
        if (run.aborted() != null) {
            return run.aborted();
        }
        if (e instanceof Problem known && TELLS_MORE_THAN_THE_DEADLINE.contains(known.type())) {
            return known;
        }
        if (run.deadline().passed()) {
            return deadlineExceeded();
        }
        if (e instanceof RuntimeException ours) {
            return ours;
        }
        if (e instanceof Error) {
            // Camel hands no error to what answers for exceptions.
            return new IllegalStateException("A call ran out of memory, stack or threads.", e);
        }
        if (run.hasAnswerBegun()) {
            return invalidAnswer("X5: the target's answer broke off, or is no valid HTTP.");
        }
        if (e instanceof WireExecutor.NoTunnel) {
            return new Problem(
                    Problem.Type.TARGET_UNREACHABLE,
                    "The proxy opened no tunnel to the target: " + e.getMessage() + ".");
        }
        if (e instanceof java.net.UnknownHostException) {
            return new Problem(Problem.Type.TARGET_UNREACHABLE, "A6: the domain's host name has no address.");
        }
        if (e instanceof javax.net.ssl.SSLException && run.sent() == Problem.Sent.NO) {
            return new Problem(Problem.Type.TARGET_UNREACHABLE, "No TLS connection came about: " + TlsFault.of(e));
        }
        if (e instanceof java.net.ConnectException && run.sent() == Problem.Sent.NO) {
            return new Problem(
                    Problem.Type.TARGET_UNREACHABLE,
                    "The target's host refused the connection: nothing listens there. Check the domain's port.");
        }
        if (isProtocolFault(e)) {
            return invalidAnswer("X5: the target's answer is no valid HTTP, or its head is too long.");
        }
        if (run.sent() == Problem.Sent.NO) {
            return new Problem(Problem.Type.TARGET_UNREACHABLE, "No connection to the target came about.");
        }
        return new Problem(Problem.Type.TARGET_UNREACHABLE, "The target closed the connection before it answered.");
    }

    private static boolean isProtocolFault(Throwable e) {
        return e instanceof org.apache.hc.core5.http.HttpException
                || e instanceof org.apache.hc.core5.http.MessageConstraintException
                || e instanceof org.apache.hc.client5.http.ClientProtocolException;
    }
}
