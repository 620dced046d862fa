package dev.appconnector.call;

import dev.appconnector.access.Scope;
import dev.appconnector.activity.ServerActivity;
import dev.appconnector.answer.Answer;
import dev.appconnector.problem.Problem;
import dev.appconnector.watch.RunCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.camel.Exchange;

/**
 * One run while it is under way on this node: what is known of it so far, and how it is stopped. The routes carry it from
 * step to step; {@link #abort} alone may come from another thread.
 */
public final class ActiveRun {

    /** Why a run was stopped that nobody waits for any more. */
    public static final Problem HUNG_UP =
            new Problem(Problem.Type.DEADLINE_EXCEEDED, "The caller hung up, so the call was broken off.");

    /** Why a run was stopped that was cancelled, or that another node has taken over; no caller is told it. */
    public static final Problem CANCELLED =
            new Problem(Problem.Type.DEADLINE_EXCEEDED, "The run was cancelled, so the attempt was broken off.");

    /** What keeps an attempt from being made for a reason of this node's or of the admin's, and says nothing of the target. */
    private static final Set<Problem.Type> OURS = Set.of(
            Problem.Type.CONNECTOR_PAUSED,
            Problem.Type.CONNECTOR_BUSY,
            Problem.Type.RATE_LIMITED,
            Problem.Type.OVERLOADED,
            Problem.Type.STORAGE_UNAVAILABLE,
            Problem.Type.SHUTTING_DOWN);

    private static final String VARIABLE = "run";

    private final UUID id;
    private final ServerActivity activity;
    private final Deadline deadline;
    private final Timings timings;
    private final Origin origin;
    private final TraceParent traceParent;
    private int attempt = 1;
    private Purpose purpose = Purpose.WORK;
    private final BreakOff breakOff = new BreakOff();
    private ServerActivity changed;
    private CallableConnector connector;
    private Problem failure;
    private Verdict verdict;
    private Credential credential;
    private Credential refusedCredential;
    private final List<Refusal> refusals = new ArrayList<>();
    private Answer answer;
    private volatile boolean sent;
    private boolean answerBegun;
    private Places place;
    private Runnable memory;

    /**
     * Where a run comes from.
     *
     * @param caller who started it
     * @param scope what it may use
     * @param waitedFor whether the caller waits for its answer
     * @param idempotencyKey what the target is told to know repetitions by; null where nothing is repeated
     * @param traceParent the caller's, or null
     */
    public record Origin(
            String caller, Scope scope, boolean waitedFor, String idempotencyKey, TraceParent traceParent) {}

    /**
     * An exchange with the target in which it refused the credential, and after which the run went on with another.
     *
     * @param credential as {@link #credentialInUse()} says
     * @param timings from acceptance to the end of that exchange
     */
    public record Refusal(int status, String credential, Map<String, Long> timings) {}

    /** @param queuedNanos how long it waited before this attempt */
    public ActiveRun(UUID id, ServerActivity activity, Deadline deadline, long queuedNanos, Origin origin) {
        this.id = id;
        this.activity = activity;
        this.deadline = deadline;
        this.timings = new Timings(queuedNanos);
        this.origin = origin;
        this.traceParent =
                origin.traceParent() == null ? null : origin.traceParent().renewed();
    }

    /** The same run with a deadline of its own and the connector that was found for it; the guard has yet to judge it. */
    public ActiveRun once(Deadline other) {
        ActiveRun again = new ActiveRun(id, activity, other, 0, origin);
        again.connector = connector;
        return again;
    }

    /** A fetch of what a run needs before its own call: it has a deadline and a connector, and nothing to send. */
    public static ActiveRun ofFetch(UUID run, CallableConnector connector, Deadline deadline) {
        ActiveRun fetch = new ActiveRun(run, null, deadline, 0, new Origin(null, null, false, null, null));
        fetch.connector = connector;
        return fetch;
    }

    /** The run that this exchange carries out; null where none has begun. */
    public static ActiveRun of(Exchange exchange) {
        return exchange.getVariable(VARIABLE, ActiveRun.class);
    }

    /** Its id; null where none has begun. */
    public static UUID idIn(Exchange exchange) {
        ActiveRun run = of(exchange);
        return run == null ? null : run.id;
    }

    /** Forgets the run of an exchange that goes on with another. */
    public static void noneCarriedBy(Exchange exchange) {
        exchange.removeVariable(VARIABLE);
    }

    public void carriedBy(Exchange exchange) {
        exchange.setVariable(VARIABLE, this);
    }

    public UUID id() {
        return id;
    }

    /** As its caller wrote it. */
    public ServerActivity activity() {
        return activity;
    }

    /** What is to go to the target: the activity, or what hooks have made of it. */
    public ServerActivity toSend() {
        return changed == null ? activity : changed;
    }

    /** Whether a hook has made something else of the activity. */
    boolean isChanged() {
        return changed != null && !changed.equals(activity);
    }

    /** Sends this instead; the guard has yet to judge it. */
    public void sends(ServerActivity other) {
        changed = other;
    }

    public Deadline deadline() {
        return deadline;
    }

    public Timings timings() {
        return timings;
    }

    String idempotencyKey() {
        return origin.idempotencyKey();
    }

    /** Null where its caller sent none. */
    public TraceParent traceParent() {
        return traceParent;
    }

    /** Which attempt this is; 1 is the first. */
    public int attempt() {
        return attempt;
    }

    public void isAttempt(int number) {
        attempt = number;
    }

    /** What it is for; work, unless it was said otherwise before it found its connector. */
    public Purpose purpose() {
        return purpose;
    }

    public void isFor(Purpose other) {
        purpose = other;
    }

    /** Who started it. */
    public String caller() {
        return origin.caller();
    }

    /** Whether its caller may run anything of their own making with this connector. */
    boolean mayUse(UUID connectorId) {
        return origin.scope().connectors().includes(connectorId);
    }

    /** Whether the caller waits for its answer. */
    public boolean isWaitedFor() {
        return origin.waitedFor();
    }

    /** Why the call brought no answer; null where it did, or has not ended. */
    public Problem failure() {
        return failure;
    }

    public void failed(Problem why) {
        this.failure = why;
    }

    /** How it ended, for those who count: answered, cancelled, or the name of the problem. */
    String outcome() {
        if (failure == null) {
            return RunCounts.ANSWERED;
        }
        Problem stopped = aborted();
        return stopped == HUNG_UP || stopped == CANCELLED
                ? RunCounts.CANCELLED
                : failure.type().slug();
    }

    /** Whether this run, which nobody waits for, is put off by that: nothing was sent, and the same attempt is still to be made. */
    public boolean isPutOff(Problem why) {
        return !isWaitedFor() && !sent && OURS.contains(why.type());
    }

    /** Null until it was found. */
    public CallableConnector connector() {
        return connector;
    }

    void found(CallableConnector found) {
        this.connector = found;
    }

    /** Null until the guard has let it pass. */
    public Verdict verdict() {
        return verdict;
    }

    void judged(Verdict passed) {
        this.verdict = passed;
    }

    /** What it proves itself with. */
    public Credential credential() {
        return credential == null ? verdict.connector().credential() : credential;
    }

    /** Proves itself with this, in place of its connector's secrets alone. */
    public void uses(Credential other) {
        credential = other;
    }

    /** Proves itself with its connector's secrets alone, as they are now. */
    public void usesOwn() {
        credential = null;
    }

    /** Which of two it proves itself with, {@code current} or {@code next}; null where there is one alone, or it is not judged. */
    public String credentialInUse() {
        boolean ofTwo = verdict != null && verdict.connector().nextCredential() != null;
        boolean followsOnOne = !refusals.isEmpty() && refusals.get(0).credential() != null;
        if (!ofTwo && !followsOnOne) {
            return null;
        }
        return credential().isNext() ? "next" : "current";
    }

    /**
     * The target has refused its credential, and has not acted: it is to go on with another.
     *
     * @param untilThen where the time went until it was refused
     */
    public void refused(int status, Map<String, Long> untilThen) {
        refusals.add(new Refusal(status, credentialInUse(), untilThen));
        refusedCredential = credential();
        letAnswerGo();
        notSent();
    }

    /** What the target has refused before it got what {@link #credential()} is now; in order. */
    public List<Refusal> refusals() {
        return refusals;
    }

    /** What it proved itself with before; null where nothing was refused. */
    public Credential refusedCredential() {
        return refusedCredential;
    }

    /** Null until the target has answered. */
    public Answer answer() {
        return answer;
    }

    public void answered(Answer whole) {
        this.answer = whole;
    }

    void holds(Places taken) {
        this.place = taken;
    }

    /** @param giveBack gives back the memory that its answer takes */
    public synchronized void holds(Runnable giveBack) {
        memory = giveBack;
    }

    /** Says that its answer has gone out, or never will: its memory is free again. As often as one likes. */
    public void letAnswerGo() {
        Runnable giveBack;
        synchronized (this) {
            giveBack = memory;
            memory = null;
        }
        if (giveBack != null) {
            giveBack.run();
        }
    }

    /** Gives back the place that it holds; as often as one likes. */
    public void release() {
        if (place != null) {
            place.giveBack();
            place = null;
        }
    }

    /** From now on the target may have acted. */
    public void sending() {
        sent = true;
    }

    /** The target has not acted and has said nothing that counts: not one byte has left, or it refused the credential. */
    public void notSent() {
        sent = false;
        answerBegun = false;
    }

    public void answerBegan() {
        answerBegun = true;
    }

    /** Whether the head of an answer has come. */
    public boolean hasAnswerBegun() {
        return answerBegun;
    }

    public Problem.Sent sent() {
        return sent ? Problem.Sent.MAYBE : Problem.Sent.NO;
    }

    /**
     * Stops the run wherever it is; the first reason counts. It may still be at the wire for a moment when this returns.
     *
     * @return whether this call was the one that stopped it
     */
    public boolean abort(Problem why) {
        return breakOff.stop(why);
    }

    /** Why it was stopped, or null. */
    public Problem aborted() {
        return breakOff.why();
    }

    /** What breaks the call off; done at once where the run was stopped before. */
    public void calling(Runnable breaksOff) {
        breakOff.calling(breaksOff);
    }

    /** The place or look-up that the run waits for, or null; cancelled at once where the run was stopped before. */
    public void waitingFor(Future<?> pending) {
        breakOff.waitingFor(pending);
    }

    /**
     * The last look before anything goes to the target; {@link #leaveWire} must follow.
     *
     * @throws Problem why the run was stopped, if it was
     */
    public void takeWire() {
        breakOff.takeWire();
    }

    public void leaveWire() {
        breakOff.leaveWire();
    }

    boolean awaitOffWire(long until) throws InterruptedException {
        return breakOff.awaitOffWire(until);
    }

    @Override
    public String toString() {
        return "run " + id;
    }
}
