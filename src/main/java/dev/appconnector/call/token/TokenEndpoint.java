package dev.appconnector.call.token;

import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import dev.appconnector.call.ActiveRun;
import dev.appconnector.problem.Problem;

/** What carries a request for a token to its endpoint, under the rules of every other call. Thread-safe. */
@FunctionalInterface
public interface TokenEndpoint {

    /**
     * Sends the request, and waits for the whole answer, whatever its status.
     *
     * @param fetch whose deadline it is, and by which it is broken off
     * @throws Problem {@code credential-unavailable} where no answer came, {@code destination-refused} where the guard says so
     */
    HTTPResponse ask(HTTPRequest request, ActiveRun fetch);
}
