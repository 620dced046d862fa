package dev.appconnector.connector;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.appconnector.connector.auth.Auth;
import dev.appconnector.connector.tls.Tls;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is open about a connector but its name and domain: it is kept as JSON. Immutable; what is absent takes its default.
 *
 * @param expiresAt when the credential of {@code auth} ends; null where that is not known
 * @param nextAuth null where there is none
 * @param tls null where the JVM's trusted certificates serve, and none is shown
 * @param headers the additional headers that are no secret, in their order
 */
@JsonInclude(JsonInclude.Include.NON_NULL) // what it has not, a node of an earlier version does not stumble over
public record Definition(
        Auth auth,
        Instant expiresAt,
        NextAuth nextAuth,
        Tls tls,
        Map<String, String> headers,
        Limits limits,
        Delivery delivery) {

    public Definition {
        headers = headers == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        limits = limits == null ? Limits.DEFAULT : limits;
        delivery = delivery == null ? Delivery.DEFAULT : delivery;
    }

    /** The same with that next credential, which may be null. */
    public Definition with(NextAuth next) {
        return new Definition(auth, expiresAt, next, tls, headers, limits, delivery);
    }

    /** The same with its next credential as the current one. */
    public Definition promoted() {
        return new Definition(nextAuth.auth(), nextAuth.expiresAt(), null, tls, headers, limits, delivery);
    }

    /** When the first of its credentials in use ends; null where that is not known. */
    Instant firstExpiry() {
        Instant certificate = tls == null ? null : tls.expiresAt().orElse(null);
        if (certificate == null || expiresAt == null) {
            return certificate == null ? expiresAt : certificate;
        }
        return certificate.isBefore(expiresAt) ? certificate : expiresAt;
    }

    /** One with nothing but a way to prove itself. */
    public static Definition of(Auth auth) {
        return new Definition(auth, null, null, null, null, null, null);
    }
}
