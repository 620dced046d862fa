package dev.appconnector.access.session;

import dev.appconnector.access.Caller;
import dev.appconnector.access.Presented;
import dev.appconnector.audit.Change;
import dev.appconnector.json.StrictJson;
import dev.appconnector.problem.Problem;
import dev.appconnector.storage.Row;
import dev.appconnector.web.ApiAnswer;
import dev.appconnector.web.ApiRequest;
import io.vertx.core.http.Cookie;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.camel.Exchange;

/**
 * The steps of {@code /api/session}. The cookie goes from the request and to the answer past the exchange, which never holds
 * it. Thread-safe.
 */
public final class Sessions {

    private static final String SESSION = "session";

    private final SessionCookies cookies;
    private final EndedSessions ended;
    private final BiConsumer<Exchange, Change> audit;
    private final Clock clock;

    /** @param audit told of each session that begins; it must not take long */
    public Sessions(SessionCookies cookies, EndedSessions ended, BiConsumer<Exchange, Change> audit, Clock clock) {
        this.cookies = cookies;
        this.ended = ended;
        this.audit = audit;
        this.clock = clock;
    }

    /** Begins a session for whoever holds the key that the request brings. */
    public void begin(Exchange exchange) {
        Caller caller = Caller.of(exchange);
        Presented presented = Presented.of(exchange);
        if (caller.way() != Caller.Way.KEY) {
            throw new Problem(
                    Problem.Type.FORBIDDEN,
                    "A session begins with an API key, and none makes another or lasts longer.");
        }
        ApiRequest.of(exchange).requireNoBody();
        SessionCookies.Begun begun = cookies.begin(caller.key().orElseThrow(), presented.isHttps());
        audit.accept(exchange, new Change("session.begun", null, List.of()));
        answer(exchange, 200, caller, begun.csrfToken());
        ApiAnswer.cookie(exchange, begun.cookie());
    }

    /** Says who calls, and what changes must bring where it is with a session. */
    public void answer(Exchange exchange) {
        Optional<Session> session = cookies.session(Presented.of(exchange));
        answer(
                exchange,
                200,
                Caller.of(exchange),
                session.map(Session::csrfToken).orElse(null));
    }

    private static void answer(Exchange exchange, int status, Caller caller, String csrfToken) {
        Map<String, Object> who = new LinkedHashMap<>();
        who.put("role", caller.role().word());
        who.put("name", caller.name());
        who.put("keyId", caller.key().orElse(null));
        who.put("csrfToken", csrfToken);
        ApiAnswer.json(exchange, status, StrictJson.write(who));
    }

    /** Names the session to the statements that end it. */
    public void end(Exchange exchange) {
        Session session = cookies.session(Presented.of(exchange))
                .orElseThrow(() -> new Problem(
                        Problem.Type.NOT_FOUND, "There is no session here to end: send its cookie, and no key."));
        exchange.setVariable(SESSION, session);
        new Change("session.ended", null, List.of()).carriedBy(exchange);
        exchange.getMessage()
                .setBody(Map.of(
                        "id", session.id(),
                        "expiresAt", Row.timestamp(session.expiresAt()),
                        "now", Row.timestamp(clock.instant())));
    }

    public void answerEnded(Exchange exchange) {
        ended.add(exchange.getVariable(SESSION, Session.class));
        Cookie none = SessionCookies.none(Presented.of(exchange).isHttps());
        ApiAnswer.empty(exchange, 204);
        ApiAnswer.cookie(exchange, none);
    }
}
