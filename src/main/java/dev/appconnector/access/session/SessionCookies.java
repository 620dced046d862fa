package dev.appconnector.access.session;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.appconnector.access.Authenticator;
import dev.appconnector.access.Caller;
import dev.appconnector.access.Presented;
import dev.appconnector.access.signed.SignedClaims;
import dev.appconnector.problem.Problem;
import dev.appconnector.vault.DerivedKeys;
import dev.appconnector.web.Origin;
import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * The cookie that a session of the management page is. It is signed and not kept, so every node knows a new one at once; only
 * those that were ended early are kept. It counts for pages of our own origin alone, and without an {@code Authorization}
 * header. Thread-safe.
 */
public final class SessionCookies implements Authenticator {

    /** What the keys that sign it are derived for. */
    public static final String PURPOSE = "session";

    static final Duration LIFETIME = Duration.ofHours(8);

    private static final String NAME = "appconnector-session";
    private static final int CSRF_BYTES = 32;
    private static final Set<HttpMethod> CHANGE_NOTHING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private static final Problem FOREIGN_PAGE = new Problem(
            Problem.Type.FORBIDDEN,
            "U7: a session counts for pages of this origin alone. Behind a proxy, name it in appconnector.trusted-proxies"
                    + " and have it hand on Host.");
    private static final Problem NO_CSRF_TOKEN = new Problem(
            Problem.Type.FORBIDDEN,
            "A change made with a session needs its csrfToken as X-CSRF-Token: GET /api/session says it.");

    private final SignedClaims signed;
    private final Function<UUID, Optional<Caller>> holderOf;
    private final EndedSessions ended;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param keys derived for {@link #PURPOSE}
     * @param holderOf who holds the key of this id, as long as it lives; it asks nobody
     */
    public SessionCookies(
            DerivedKeys keys, Function<UUID, Optional<Caller>> holderOf, EndedSessions ended, Clock clock) {
        this.signed = new SignedClaims(keys, PURPOSE, LIFETIME, clock);
        this.holderOf = holderOf;
        this.ended = ended;
    }

    @Override
    public Future<Optional<Caller>> callerOf(Presented presented) {
        Optional<Session> session = session(presented);
        Optional<Caller> holder = session.flatMap(known -> holderOf.apply(known.key()));
        if (holder.isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        if (!isOfOurPage(presented)) {
            return Future.failedFuture(FOREIGN_PAGE);
        }
        if (!CHANGE_NOTHING.contains(presented.method()) && !bringsCsrfToken(presented, session.get())) {
            return Future.failedFuture(NO_CSRF_TOKEN);
        }
        return Future.succeededFuture(holder.map(SessionCookies::inSession));
    }

    /** The same caller as whoever holds the key, so that both see the same runs. */
    private static Caller inSession(Caller holder) {
        return new Caller(
                Caller.Way.SESSION, holder.text(), holder.name(), holder.role(), holder.scope(), holder.key());
    }

    /** The session that the request's cookie is, where it counts and has not ended; whether its key lives is not asked. */
    Optional<Session> session(Presented presented) {
        if (presented.hasAuthorization()) {
            return Optional.empty();
        }
        return presented
                .cookie(NAME)
                .flatMap(signed::read)
                .flatMap(SessionCookies::session)
                .filter(session -> !ended.include(session));
    }

    private static Optional<Session> session(JWTClaimsSet claims) {
        try {
            return Optional.of(Session.of(claims));
        } catch (ParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Browsers say where a request comes from in either header, or in none; what they say must not be another page. */
    private static boolean isOfOurPage(Presented presented) {
        List<String> sites = presented.headers("Sec-Fetch-Site");
        List<String> origins = presented.headers("Origin");
        return Set.of("same-origin", "none").containsAll(sites)
                && (origins.isEmpty() || origins.size() == 1 && isOurs(origins.get(0), presented));
    }

    private static boolean isOurs(String text, Presented presented) {
        return Origin.parse(text)
                // A proxy that is not believed may have taken TLS off: then the host alone is known.
                .filter(origin -> origin.scheme().equals("https") || !presented.isHttps())
                .filter(origin -> presented.host().filter(origin::isAt).isPresent())
                .isPresent();
    }

    private static boolean bringsCsrfToken(Presented presented, Session session) {
        String brought = presented.header("X-CSRF-Token").orElse("");
        return MessageDigest.isEqual(
                brought.getBytes(StandardCharsets.UTF_8), session.csrfToken().getBytes(StandardCharsets.UTF_8));
    }

    /** A new session, as a cookie. */
    record Begun(Cookie cookie, String csrfToken) {}

    /** @param secure whether the cookie may travel by https alone */
    Begun begin(UUID key, boolean secure) {
        byte[] bytes = new byte[CSRF_BYTES];
        random.nextBytes(bytes);
        String csrfToken = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Map<String, Object> claims = Map.of(Session.KEY, key.toString(), Session.CSRF_TOKEN, csrfToken);
        String text = signed.sign(UUID.randomUUID(), LIFETIME, claims).text();
        return new Begun(cookie(text, LIFETIME, secure), csrfToken);
    }

    /** What takes the cookie away again. */
    static Cookie none(boolean secure) {
        return cookie("", Duration.ZERO, secure);
    }

    private static Cookie cookie(String text, Duration age, boolean secure) {
        return Cookie.cookie(NAME, text)
                .setPath("/")
                .setMaxAge(age.toSeconds())
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT)
                .setSecure(secure);
    }
}
