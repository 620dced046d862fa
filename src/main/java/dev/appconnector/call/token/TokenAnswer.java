package dev.appconnector.call.token;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.AccessTokenType;
import dev.appconnector.problem.Problem;
import dev.appconnector.vault.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * What a token endpoint has granted.
 *
 * @param token the caller closes it
 * @param lifetime from now on
 */
record TokenAnswer(Secret token, Duration lifetime) {

    /** Where the endpoint does not say (RFC 6749, 5.1, only recommends it). */
    private static final Duration UNTOLD = Duration.ofMinutes(5);

    private static final Duration LONGEST = Duration.ofDays(30);

    /** Codes as RFC 6749 and its registry have them; what else an endpoint calls so could be any text of its own. */
    private static final Pattern ERROR_CODE = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,8192}");

    /** @throws Problem {@code credential-unavailable}, with the endpoint's error code and no other word of its answer */
    static TokenAnswer read(HTTPResponse answer) {
        int status = answer.getStatusCode();
        if (status / 100 == 3) {
            throw unavailable(
                    "answered with a redirect (%d), which is not followed. Correct the token URL.".formatted(status));
        }
        if (status != 200) {
            throw refused(answer);
        }
        AccessToken token;
        try {
            token = AccessTokenResponse.parse(answer).getTokens().getAccessToken();
        } catch (ParseException | RuntimeException e) {
            throw unavailable("gave no token: its answer is none of RFC 6749. Check the token URL.");
        }
        if (!AccessTokenType.BEARER.equals(token.getType())) {
            throw unavailable("gave a token of another type than Bearer, which cannot be used.");
        }
        if (!TOKEN.matcher(token.getValue()).matches()) {
            throw unavailable("gave a token with characters that no header may hold, or of more than 8192.");
        }
        return new TokenAnswer(Secret.owning(token.getValue().getBytes(StandardCharsets.US_ASCII)), lifetime(answer));
    }

    private static Duration lifetime(HTTPResponse answer) {
        Object told;
        try {
            told = answer.getBodyAsJSONObject().get("expires_in");
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
        if (told == null) {
            return UNTOLD;
        }
        try {
            double seconds = Double.parseDouble(told.toString());
            if (seconds > 0) {
                return Duration.ofMillis((long) (Math.min(seconds, (double) LONGEST.toSeconds()) * 1_000));
            }
        } catch (NumberFormatException e) {
            // As one that has expired: it is not known for how long it can be used.
        }
        throw unavailable("gave a token that has expired already, by its expires_in.");
    }

    private static Problem refused(HTTPResponse answer) {
        String code = null;
        try {
            code = TokenErrorResponse.parse(answer).getErrorObject().getCode();
        } catch (ParseException | RuntimeException e) {
            // Some page of whatever stands before it.
        }
        return code != null && ERROR_CODE.matcher(code).matches()
                ? unavailable("refused (status %d): %s.".formatted(answer.getStatusCode(), code))
                : unavailable("gave no token (status %d).".formatted(answer.getStatusCode()));
    }

    private static Problem unavailable(String what) {
        return new Problem(Problem.Type.CREDENTIAL_UNAVAILABLE, "The token endpoint " + what);
    }
}
