package dev.appconnector.hook;

import dev.appconnector.activity.ServerActivity;
import dev.appconnector.answer.Answer;
import dev.appconnector.call.ActiveRun;
import dev.appconnector.connector.ConnectorReference;
import dev.appconnector.log.RunLine;
import dev.appconnector.problem.Problem;
import dev.appconnector.web.Problems;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the routes that are hooks about each run: before its call, those of all connectors before those of one; after it, the other
 * way round; and in either case by their ids. Each works on an exchange of its own, on a thread of its own, and no longer than
 * the run's deadline. Runs that a hook starts are asked about by none. Thread-safe.
 */
public final class Hooks {

    private static final Logger LOG = LoggerFactory.getLogger(Hooks.class);

    /** The property in which an exchange tells that a hook is at work in it. */
    private static final String AT_WORK = "AppConnectorHook";

    private static final Comparator<Hook> GENERAL_FIRST =
            Comparator.comparing(Hook::isOfOneConnector).thenComparing(Hook::getRouteId);

    private final ExecutorService threads;
    private final Predicate<ConnectorReference> connectors;
    private final Consumer<Exchange> guard;
    private final Consumer<ActiveRun> ended;
    private final CountDownLatch loaded = new CountDownLatch(1);
    private volatile List<Hook> before = List.of();
    private volatile List<Hook> after = List.of();

    /**
     * @param threads on which hooks work
     * @param connectors whether there is a connector that this may mean
     * @param guard throws where an exchange's run may not be sent as it is: no hook sees that
     * @param ended told of each run that ended before its call; it must not wait
     */
    public Hooks(
            ExecutorService threads,
            Predicate<ConnectorReference> connectors,
            Consumer<Exchange> guard,
            Consumer<ActiveRun> ended) {
        this.threads = threads;
        this.connectors = connectors;
        this.guard = guard;
        this.ended = ended;
    }

    /** The id of the hook in whose work this exchange has a part; null where there is none. */
    public static String atWorkIn(Exchange exchange) {
        return exchange.getProperty(AT_WORK, String.class);
    }

    /** Says that all hooks are there that will be: what is due from before a start waits for that. */
    public void loaded() {
        loaded.countDown();
    }

    /** One that can never be asked as things are is worth a word: a misspelt name would be a hook that nobody misses. */
    void warnOf(Hook hook, ConnectorReference connector) {
        if (connector != null && !connectors.test(connector)) {
            LOG.warn(
                    "The hook {} is asked about no run: there is no connector of the name or id that it gives, unless one is made.",
                    hook.getRouteId());
        }
    }

    synchronized void add(Hook hook) {
        if (hook.phase() == HookComponent.Phase.BEFORE) {
            before = with(before, hook, GENERAL_FIRST);
        } else {
            after = with(after, hook, GENERAL_FIRST.reversed());
        }
    }

    synchronized void remove(Hook hook) {
        before = without(before, hook);
        after = without(after, hook);
    }

    private static List<Hook> with(List<Hook> hooks, Hook hook, Comparator<Hook> order) {
        List<Hook> more = new ArrayList<>(hooks);
        more.add(hook);
        more.sort(order);
        return List.copyOf(more);
    }

    private static List<Hook> without(List<Hook> hooks, Hook hook) {
        return hooks.stream().filter(other -> other != hook).toList();
    }

    /** The ids of the routes that would be asked about this run, in their order. */
    public List<String> of(ActiveRun run) {
        List<Hook> all = new ArrayList<>(asked(before, run));
        all.addAll(asked(after, run));
        return all.stream().map(Hook::getRouteId).toList();
    }

    private List<Hook> asked(List<Hook> hooks, ActiveRun run) {
        return hooks.isEmpty() || isOfHook(run)
                ? List.of()
                : hooks.stream()
                        .filter(hook -> hook.isAskedAbout(run.connector().connector()))
                        .toList();
    }

    /** Such a run could start itself again without end. */
    private boolean isOfHook(ActiveRun run) {
        return isOf(before, run) || isOf(after, run);
    }

    private static boolean isOf(List<Hook> hooks, ActiveRun run) {
        return hooks.stream().anyMatch(hook -> run.caller().equals("route:" + hook.getRouteId()));
    }

    /**
     * The step before the guard's: has what the exchange's run is to send changed. Where there are hooks, the guard judges what
     * they get, too.
     *
     * @throws Problem the guard's; {@code forbidden} where a hook refuses the run, {@code deadline-exceeded} where one takes too long,
     *     {@code internal-error} where one fails
     */
    public void before(Exchange exchange) {
        awaitLoaded();
        ActiveRun run = ActiveRun.of(exchange);
        List<Hook> hooks = asked(before, run);
        if (!hooks.isEmpty()) {
            guard.accept(exchange);
        }
        for (Hook hook : hooks) {
            try {
                change(hook, run);
            } catch (Problem e) {
                run.failed(e);
                run.timings().end();
                ended.accept(run);
                throw e.ofRun(run.id(), run.sent(), run.timings().asMap());
            }
        }
    }

    private void awaitLoaded() {
        try {
            loaded.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem(Problem.Type.SHUTTING_DOWN, "The node stops before it has started.");
        }
    }

    private void change(Hook hook, ActiveRun run) {
        ServerActivity asked = run.toSend();
        run.sends(ask(hook, run, exchange -> ChangedRequest.write(exchange, run), message -> {
            String refusal = ChangedRequest.refusal(message);
            if (refusal != null) {
                throw new Problem(Problem.Type.FORBIDDEN, refusal);
            }
            return ChangedRequest.read(message, asked);
        }));
    }

    /**
     * Has the target's answer changed. Whatever fails here, the call is not made again for it.
     *
     * @throws Problem {@code target-response-invalid} where a hook fails, or {@code deadline-exceeded} where one takes too
     *     long for a caller who waits
     */
    public Answer after(ActiveRun run, Answer whole) {
        Answer answer = whole;
        for (Hook hook : asked(after, run)) {
            Answer given = answer;
            answer = ask(hook, run, exchange -> ChangedAnswer.write(exchange, run, given), ChangedAnswer::read);
        }
        return answer;
    }

    private <T> T ask(Hook hook, ActiveRun run, Consumer<Exchange> write, Function<Message, T> read) {
        FutureTask<T> work = new FutureTask<>(() -> {
            Exchange exchange = hook.exchange();
            exchange.setProperty(AT_WORK, hook.getRouteId());
            exchange.setProperty(Problems.UNANSWERED, true);
            write.accept(exchange);
            hook.ask(exchange);
            if (exchange.getException() != null) {
                throw exchange.getException();
            }
            return read.apply(exchange.getMessage());
        });
        threads.execute(work);
        run.waitingFor(work);
        try {
            return work.get(run.deadline().remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw failed(hook, run, e.getCause());
        } catch (TimeoutException e) {
            // An interruption breaks off a call that the hook makes, too.
            work.cancel(true);
            throw tookTooLong(hook, run);
        } catch (CancellationException e) {
            throw run.aborted() == null ? tookTooLong(hook, run) : run.aborted();
        } catch (InterruptedException e) {
            work.cancel(true);
            Thread.currentThread().interrupt();
            throw new Problem(Problem.Type.SHUTTING_DOWN, "The node stopped in the middle of the run.");
        } finally {
            run.waitingFor(null);
        }
    }

    private static Problem failed(Hook hook, ActiveRun run, Throwable why) {
        if (why instanceof Problem refusal && refusal.type() == Problem.Type.FORBIDDEN) {
            return refusal;
        }
        RunLine.log(LOG.atWarn(), run.id(), "the hook {} failed: {}", hook.getRouteId(), told(why));
        return hook.phase() == HookComponent.Phase.BEFORE
                ? new Problem(
                        Problem.Type.INTERNAL_ERROR,
                        "The hook " + hook.getRouteId()
                                + " failed, so nothing was sent. The log of the server says why.")
                : new Problem(
                        Problem.Type.TARGET_RESPONSE_INVALID,
                        "The target answered, but the hook " + hook.getRouteId()
                                + " failed with its answer. The log of the server says why.");
    }

    /** Messages of others may quote what was said to them. */
    private static String told(Throwable why) {
        return why instanceof HookFault || why instanceof Problem ? why.getMessage() : Problems.describe(why);
    }

    private static Problem tookTooLong(Hook hook, ActiveRun run) {
        boolean isBefore = hook.phase() == HookComponent.Phase.BEFORE;
        RunLine.log(LOG.atWarn(), run.id(), "the hook {} was not done when the timeout was over.", hook.getRouteId());
        return new Problem(
                isBefore || run.isWaitedFor() ? Problem.Type.DEADLINE_EXCEEDED : Problem.Type.TARGET_RESPONSE_INVALID,
                "The hook " + hook.getRouteId() + ", which is asked " + (isBefore ? "before" : "after")
                        + " the call, was not done when the timeout was over.");
    }
}
