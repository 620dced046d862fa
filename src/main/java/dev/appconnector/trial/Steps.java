package dev.appconnector.trial;

import dev.appconnector.call.ActiveRun;
import dev.appconnector.call.Timings.Phase;
import dev.appconnector.connector.Connector;
import dev.appconnector.connector.auth.OAuth2;
import dev.appconnector.problem.Problem;
import dev.appconnector.run.RunId;
import java.util.List;
import java.util.Set;

/** Tells the steps of a test's call, always all five and in the order of a call: how far it came, and what stopped it. */
final class Steps {

    private static final String ADDRESS = "address";
    private static final String CONNECT = "connect";
    private static final String TLS = "tls";
    private static final String CREDENTIAL = "credential";
    private static final String ANSWER = "answer";

    private static final Set<Phase> BEFORE_THE_TARGET = Set.of(Phase.QUEUE, Phase.TOKEN);

    private final ActiveRun run;
    private final Problem failure;
    private final boolean proxied;
    private final String failed;

    private Steps(ActiveRun run, Problem failure, boolean proxied) {
        this.run = run;
        this.failure = failure;
        this.proxied = proxied;
        this.failed = failure == null ? null : step(run.timings().last());
    }

    /**
     * @param failure why the call brought no answer; null where it did
     * @param proxied whether the operator's proxy looks names up
     */
    static List<Step> of(ActiveRun run, Problem failure, boolean proxied) {
        Steps steps = new Steps(run, failure, proxied);
        return List.of(steps.address(), steps.connect(), steps.tls(), steps.credential(), steps.answer());
    }

    /** In which step a call was that ended in this phase; where there was none, the guard has refused where it was to go. */
    private static String step(Phase last) {
        if (last == null) {
            return ADDRESS;
        }
        return switch (last) {
            case QUEUE, DNS -> ADDRESS;
            case CONNECT -> CONNECT;
            case TLS -> TLS;
            case TOKEN -> CREDENTIAL;
            case FIRST_BYTE, BODY -> ANSWER;
        };
    }

    private Step address() {
        return proxied && reached(Phase.DNS) && !ADDRESS.equals(failed)
                ? Step.untold(ADDRESS, null, "The operator's proxy looks the name up.")
                : ofWire(ADDRESS, Phase.DNS, "The name has an address, and calls may go there.");
    }

    private Step connect() {
        return ofWire(CONNECT, Phase.CONNECT, "The connection came about.");
    }

    private Step tls() {
        boolean plain = run.connector().connector().domain().scheme().equals("http");
        return plain
                ? Step.untold(TLS, null, "The domain is plain http: nothing is encrypted.")
                : ofWire(TLS, Phase.TLS, "The certificate is valid for this host.");
    }

    private Step ofWire(String name, Phase phase, String detail) {
        if (name.equals(failed)) {
            return Step.failed(name, millis(phase), whyFailed());
        }
        return reached(phase) ? Step.done(name, millis(phase), detail) : notReached(name);
    }

    private String whyFailed() {
        if (failure.type() != Problem.Type.DEADLINE_EXCEEDED) {
            return failure.detail();
        }
        String late = "It was not done when the timeout of %d ms was over."
                .formatted(run.activity().timeout().toMillis());
        return CONNECT.equals(failed) ? late + " A firewall may stand in the way." : late;
    }

    private Step notReached(String name) {
        boolean forWantOfToken = CREDENTIAL.equals(failed)
                && BEFORE_THE_TARGET.contains(run.timings().last());
        return Step.untold(name, null, forWantOfToken ? "Not tried: there is no credential to send." : "Not reached.");
    }

    private Step credential() {
        long millis = millis(Phase.TOKEN);
        if (CREDENTIAL.equals(failed)) {
            return Step.failed(CREDENTIAL, millis, whyFailed());
        }
        if (run.answer() == null) {
            return reached(Phase.TOKEN)
                    ? Step.untold(
                            CREDENTIAL,
                            millis,
                            "There is an access token, but no answer that tells whether it is accepted.")
                    : notReached(CREDENTIAL);
        }
        return hasCredential() ? sent(millis) : unsent();
    }

    private boolean hasCredential() {
        Connector connector = run.connector().connector();
        return connector.auth().masked().isPresent() || !connector.secrets().isEmpty();
    }

    private Step unsent() {
        int status = run.answer().status();
        return status == 401
                ? Step.failed(CREDENTIAL, 0, "The target asks for a credential (401), and the connector has none.")
                : Step.untold(CREDENTIAL, null, "The connector has none.");
    }

    private Step sent(long millis) {
        int status = run.answer().status();
        String which = which();
        if (status == 401 || status == 407) {
            return Step.failed(
                    CREDENTIAL, millis, "The target refused the credential (%d). Check it.%s".formatted(status, which));
        }
        if (status == 403) {
            return Step.failed(
                    CREDENTIAL,
                    millis,
                    "The target forbids this call (403): the credential is wrong, or may not do this.%s"
                            .formatted(which));
        }
        return status < 300
                ? Step.done(CREDENTIAL, millis, "It was sent, and not refused." + which)
                : Step.untold(
                        CREDENTIAL,
                        millis,
                        "It was sent; a status of %d does not tell whether it is accepted.%s".formatted(status, which));
    }

    private String which() {
        return (run.credential().isNext() ? " The next credential was used." : "")
                + (run.credential().auth() instanceof OAuth2 ? token() : "");
    }

    private String token() {
        boolean kept = run.credential()
                .changedAt(Connector.authSecret(OAuth2.ACCESS_TOKEN))
                .filter(fetched -> fetched.isBefore(RunId.time(run.id())))
                .isPresent();
        return kept ? " The access token was kept from before." : " The access token was fetched for this test.";
    }

    private Step answer() {
        long millis = millis(Phase.FIRST_BYTE) + millis(Phase.BODY);
        if (ANSWER.equals(failed)) {
            return Step.failed(ANSWER, millis, whyFailed());
        }
        if (run.answer() == null) {
            return notReached(ANSWER);
        }
        int status = run.answer().status();
        String detail = "The target answered with %d%s".formatted(status, more(status));
        return status < 500 ? Step.done(ANSWER, millis, detail) : Step.failed(ANSWER, millis, detail);
    }

    private static String more(int status) {
        if (status >= 500) {
            return ": it has a fault of its own. Test again later, or ask who runs it.";
        }
        return switch (status) {
            case 301, 302, 303, 307, 308 -> ", a redirect, which is not followed. Check the domain and the path.";
            case 404, 410 -> ": there is nothing under this path. Test another one.";
            case 405 -> ": this path does not take this method. Test another one.";
            case 429 -> ": it wants fewer calls. Test again later.";
            default -> ".";
        };
    }

    private boolean reached(Phase phase) {
        return run.timings().reached(phase);
    }

    private long millis(Phase phase) {
        return run.timings().millis(phase);
    }
}
