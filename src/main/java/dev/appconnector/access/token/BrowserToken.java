package dev.appconnector.access.token;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.appconnector.access.Caller;
import dev.appconnector.access.Role;
import dev.appconnector.access.Scope;
import dev.appconnector.access.Scope.Reach;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What a browser token says. Immutable.
 *
 * @param maker the key that it goes back to
 * @param scope what it may run
 * @param origin the only page that may use it, as browsers name it; empty where any may
 * @param subject whom it is for, in its maker's words
 */
public record BrowserToken(UUID maker, Scope scope, Optional<String> origin, Optional<String> subject) {

    private static final String MAKER = "key";
    private static final String CONNECTORS = "connectors";
    private static final String ACTIVITIES = "activities";
    private static final String ORIGIN = "origin";
    private static final String SUBJECT = "sub";
    private static final String EVERYTHING = "*";

    Map<String, Object> claims() {
        Map<String, Object> claims = new HashMap<>();
        claims.put(MAKER, maker.toString());
        claims.put(CONNECTORS, listed(scope.connectors()));
        claims.put(ACTIVITIES, listed(scope.activities()));
        origin.ifPresent(page -> claims.put(ORIGIN, page));
        subject.ifPresent(person -> claims.put(SUBJECT, person));
        return claims;
    }

    /** The JSON pointers of what it says, with the ids of what it may run, and nothing of its maker's words. */
    List<String> fields() {
        List<String> fields = new ArrayList<>();
        listed(scope.activities()).forEach(id -> fields.add("/" + ACTIVITIES + "/" + id));
        listed(scope.connectors()).forEach(id -> fields.add("/" + CONNECTORS + "/" + id));
        origin.ifPresent(page -> fields.add("/origin"));
        subject.ifPresent(person -> fields.add("/subject"));
        return fields;
    }

    private static List<String> listed(Reach reach) {
        return reach.everything()
                ? List.of(EVERYTHING)
                : new TreeSet<>(reach.ids()).stream().map(UUID::toString).toList();
    }

    /**
     * @throws ParseException where these are no claims of a browser token
     * @throws IllegalArgumentException likewise
     */
    static BrowserToken of(JWTClaimsSet claims) throws ParseException {
        return new BrowserToken(
                UUID.fromString(String.valueOf(claims.getStringClaim(MAKER))),
                new Scope(reach(claims, CONNECTORS), reach(claims, ACTIVITIES)),
                Optional.ofNullable(claims.getStringClaim(ORIGIN)),
                Optional.ofNullable(claims.getSubject()));
    }

    private static Reach reach(JWTClaimsSet claims, String name) throws ParseException {
        List<String> listed = claims.getStringListClaim(name);
        if (listed == null) {
            return Reach.NONE;
        }
        if (listed.equals(List.of(EVERYTHING))) {
            return Reach.ALL;
        }
        Set<UUID> ids = new HashSet<>();
        listed.forEach(id -> ids.add(UUID.fromString(id)));
        return Reach.of(ids);
    }

    /** Whether a request with these {@code Origin} headers may bring it. */
    boolean worksFrom(List<String> origins) {
        return origin.isEmpty() || origins.equals(List.of(origin.get()));
    }

    /**
     * Who brings it. Runs are remembered by key, origin and subject, and not by the one token: a page whose token was renewed
     * still finds what it started, and no other page, and nobody else where its maker names whom each token is for.
     */
    Caller caller(String nameOfMaker) {
        String text = "token:" + maker
                + origin.map(page -> "@" + page).orElse("")
                + subject.map(person -> "#" + person).orElse("");
        return new Caller(Caller.Way.TOKEN, text, nameOfMaker, Role.TOKEN, scope, Optional.of(maker));
    }
}
