package dev.appconnector.access;

import io.vertx.core.Future;
import java.util.Optional;

/**
 * One way in which callers prove who they are. It is asked on event loops: it never blocks. Thread-safe.
 */
@FunctionalInterface
public interface Authenticator {

    /**
     * Who sent this request.
     *
     * @return already complete where nobody has to be asked, or completed later, on any thread; empty where the request
     *     brings nothing of this kind or nothing that is valid, and the next authenticator is asked; failed with a {@link
     *     dev.appconnector.problem.Problem} where it is known who calls, but not so: that is the answer then
     */
    Future<Optional<Caller>> callerOf(Presented presented);
}
