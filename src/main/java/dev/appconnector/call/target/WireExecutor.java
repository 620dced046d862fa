package dev.appconnector.call.target;

import dev.appconnector.call.ActiveRun;
import dev.appconnector.call.Timings;
import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Marks the instant from which the target may have acted, and measures how long its answer takes to begin. What a proxy is
 * asked before that is no part of the exchange with the target. Thread-safe.
 */
final class WireExecutor extends HttpRequestExecutor {

    /** The proxy opened no tunnel; nothing of the request has left. */
    static final class NoTunnel extends IOException {
        private NoTunnel(String message, Throwable cause) {
            super(message, cause);
        }
    }

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            HttpResponseInformationCallback interim,
            HttpContext context)
            throws IOException, HttpException {
        ActiveRun run = TargetNetwork.runOf(context);
        if (Method.CONNECT.isSame(request.getMethod())) {
            return openTunnel(request, connection, context, run);
        }
        run.timings().began(Timings.Phase.FIRST_BYTE);
        run.sending();
        try {
            ClassicHttpResponse response = super.execute(request, connection, interim, context);
            run.answerBegan();
            return response;
        } catch (TargetConnection.Spent e) {
            run.notSent();
            throw e;
        } finally {
            run.timings().phaseEnded();
        }
    }

    private ClassicHttpResponse openTunnel(
            ClassicHttpRequest connect, HttpClientConnection connection, HttpContext context, ActiveRun run)
            throws NoTunnel {
        run.timings().began(Timings.Phase.CONNECT);
        try {
            ClassicHttpResponse response = super.execute(connect, connection, null, context);
            if (response.getCode() != HttpStatus.SC_OK) {
                throw new NoTunnel("status " + response.getCode(), null);
            }
            return response;
        } catch (NoTunnel e) {
            throw e;
        } catch (IOException | HttpException e) {
            throw new NoTunnel("no answer", e);
        } finally {
            run.timings().phaseEnded();
        }
    }
}
