package dev.appconnector.call.target;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import dev.appconnector.call.ActiveRun;
import dev.appconnector.call.token.TokenEndpoint;
import dev.appconnector.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ScheduledFuture;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;

/** Carries requests for tokens by the way of all calls: the same look-ups, addresses, deadlines and TLS. Thread-safe. */
public final class TokenClient implements TokenEndpoint {

    private static final int LONGEST_ANSWER = 65_536;

    private final TargetNetwork network;
    private final CloseableHttpClient client;
    private final String userAgent;

    /** @param userAgent what endpoints are told who asks */
    public TokenClient(TargetNetwork network, String userAgent) {
        this.network = network;
        this.userAgent = userAgent;
        this.client = network.lead(HttpClients.custom())
                // It is asked once an hour, and its connection serves no target.
                .setConnectionReuseStrategy((request, response, context) -> false)
                .build();
    }

    @Override
    public HTTPResponse ask(HTTPRequest request, ActiveRun fetch) {
        HttpPost post = new HttpPost(request.getURI());
        request.getHeaderMap().forEach((name, values) -> values.forEach(value -> post.addHeader(name, value)));
        post.setHeader(HttpHeaders.ACCEPT, "application/json");
        post.setHeader(HttpHeaders.USER_AGENT, userAgent);
        byte[] body = request.getBody().getBytes(StandardCharsets.UTF_8);
        post.setEntity(new PiecewiseBody(body, 0, body.length));
        HttpClientContext context = HttpClientContext.create();
        TargetNetwork.carry(fetch, context);
        ScheduledFuture<?> deadline = network.stopAtDeadline(fetch);
        try {
            fetch.calling(post::cancel);
            return client.execute(post, context, TokenClient::whole);
        } catch (Problem e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw unavailable(fetch);
        } finally {
            fetch.calling(null);
            deadline.cancel(false);
        }
    }

    private static Problem unavailable(ActiveRun fetch) {
        String what = fetch.aborted() != null
                ? "did not answer in time."
                : fetch.sent() == Problem.Sent.MAYBE
                        ? "broke off before it had answered, or its answer is no valid HTTP."
                        : "could not be reached: check its host name, port and certificate.";
        return problem(what);
    }

    private static Problem problem(String what) {
        return new Problem(Problem.Type.CREDENTIAL_UNAVAILABLE, "The token endpoint " + what);
    }

    private static HTTPResponse whole(ClassicHttpResponse response) throws IOException {
        HTTPResponse answer = new HTTPResponse(response.getCode());
        Header type = response.getFirstHeader(HttpHeaders.CONTENT_TYPE);
        HttpEntity entity = response.getEntity();
        byte[] body = entity == null ? new byte[0] : entity.getContent().readNBytes(LONGEST_ANSWER + 1);
        if (body.length > LONGEST_ANSWER) {
            throw problem("gave an answer of more than 64 KB, which is no token. Check the token URL.");
        }
        answer.setBody(new String(body, StandardCharsets.UTF_8));
        if (type != null) {
            try {
                answer.setContentType(type.getValue());
            } catch (ParseException e) {
                // As one that says no type.
            }
        }
        return answer;
    }
}
