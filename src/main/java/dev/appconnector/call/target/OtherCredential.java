package dev.appconnector.call.target;

import dev.appconnector.call.ActiveRun;
import dev.appconnector.call.ActiveRuns;
import dev.appconnector.call.Credential;
import dev.appconnector.call.Verdict;
import dev.appconnector.call.token.AccessTokens;
import dev.appconnector.connector.Connector;
import dev.appconnector.connector.NextAuth;
import dev.appconnector.connector.auth.OAuth2;
import dev.appconnector.egress.domain.Domain;
import dev.appconnector.log.RunLine;
import dev.appconnector.problem.Problem;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.apache.hc.core5.http.HttpStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a run proves itself with, one more time, when its target has refused it: its connector's next credential where there is
 * one that may be tried, else a renewed access token (T4). Thread-safe.
 */
public final class OtherCredential {

    private static final Logger LOG = LoggerFactory.getLogger(OtherCredential.class);

    private final ActiveRuns activeRuns;
    private final AccessTokens tokens;
    private final BiConsumer<Connector, UUID> nextWorks;
    private final Clock clock;

    /** @param nextWorks told of a connector whose next credential its target took, and in which run; it must not wait */
    public OtherCredential(
            ActiveRuns activeRuns, AccessTokens tokens, BiConsumer<Connector, UUID> nextWorks, Clock clock) {
        this.activeRuns = activeRuns;
        this.tokens = tokens;
        this.nextWorks = nextWorks;
        this.clock = clock;
    }

    /**
     * Gives a run that got 401 another credential, and forgets that answer.
     *
     * @return false where there is none: then the answer stands
     */
    boolean give(ActiveRun run, String exchangeId) {
        Verdict before = run.verdict();
        Map<String, Long> untilNow = run.timings().asMap();
        if (hasNext(before) && isStillAllowed(run)) {
            if (run.verdict() != before) {
                return giveNewCurrent(run, before, exchangeId, untilNow);
            }
            Optional<Credential> next = next(run, before.connector().nextCredential());
            if (next.isPresent()) {
                run.refused(HttpStatus.SC_UNAUTHORIZED, untilNow);
                run.uses(next.get());
                return true;
            }
        }
        if (run.credential().auth() instanceof OAuth2) {
            run.refused(HttpStatus.SC_UNAUTHORIZED, untilNow);
            run.uses(tokens.another(run, run.refusedCredential()));
            return true;
        }
        return false;
    }

    /** One that has its time is not tried before. */
    private boolean hasNext(Verdict verdict) {
        NextAuth next = verdict.connector().connector().nextAuth();
        return next != null && (next.activateAt() == null || !clock.instant().isBefore(next.activateAt()));
    }

    /** Empty where it is not to be had, or one that is not right yet would take away what there is. */
    private Optional<Credential> next(ActiveRun run, Credential next) {
        try {
            return Optional.of(next.auth() instanceof OAuth2 ? tokens.ofNext(run) : next.use(opened -> next));
        } catch (Problem notToBeHad) {
            RunLine.log(
                    LOG.atWarn(),
                    run.id(),
                    "the next credential of connector {} could not be tried: {}.",
                    run.connector().connector().id(),
                    notToBeHad.type().slug());
            return Optional.empty();
        }
    }

    /** Whatever keeps a run from starting now keeps it from being sent again, and leaves it the answer that it has. */
    private boolean isStillAllowed(ActiveRun run) {
        try {
            activeRuns.renew(run);
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** Its connector was changed while it was under way, most likely since the next credential has worked for another run. */
    private boolean giveNewCurrent(ActiveRun run, Verdict before, String exchangeId, Map<String, Long> untilNow) {
        Domain domain = run.verdict().connector().connector().domain();
        boolean same =
                domain.origin().equals(before.connector().connector().domain().origin());
        if (!same || !run.verdict().isUsedFor(exchangeId)) {
            return false;
        }
        run.refused(HttpStatus.SC_UNAUTHORIZED, untilNow);
        run.usesOwn();
        if (run.credential().auth() instanceof OAuth2) {
            run.uses(tokens.of(run));
        }
        return true;
    }

    /** Takes note of what the target has said to the other credential. */
    void answered(ActiveRun run, int status) {
        if (!run.credential().isNext()) {
            return;
        }
        Connector connector = run.verdict().connector().connector();
        if (status != HttpStatus.SC_UNAUTHORIZED) {
            nextWorks.accept(connector, run.id());
        } else if (connector.auth() instanceof OAuth2) {
            // It may have been the token alone that was no good any more: a run after this one finds a new one.
            tokens.renew(run, run.refusedCredential());
        }
    }
}
