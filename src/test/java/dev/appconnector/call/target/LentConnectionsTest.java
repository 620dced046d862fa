package dev.appconnector.call.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.appconnector.testkit.FakeTarget;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.junit.jupiter.api.Test;

/** What one call runs out of, memory or stack, ends no other. */
class LentConnectionsTest {

    private static final class OutOfStack extends StackOverflowError {

        private static final long serialVersionUID = 1;
    }

    private final AtomicBoolean fails = new AtomicBoolean(true);

    private CloseableHttpClient client(HttpClientConnectionManager connections) {
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setConnectionManagerShared(true)
                .addRequestInterceptorLast((request, entity, context) -> {
                    if (fails.getAndSet(false)) {
                        throw new OutOfStack();
                    }
                })
                .build();
    }

    private static int status(CloseableHttpClient client, FakeTarget target) throws IOException {
        return client.execute(new HttpGet(target.url()), answer -> answer.getCode());
    }

    @Test
    void an_error_in_one_call_is_not_the_end_of_all_later_ones() throws IOException {
        try (FakeTarget target = FakeTarget.http();
                PoolingHttpClientConnectionManager connections = new PoolingHttpClientConnectionManager();
                CloseableHttpClient client = client(new LentConnections(connections))) {
            assertThrows(OutOfStack.class, () -> status(client, target));

            assertEquals(200, status(client, target));
        }
    }

    /** The client does so: if it no longer did, what is tested here would not be needed. */
    @Test
    void the_client_itself_would_end_them() throws IOException {
        try (FakeTarget target = FakeTarget.http();
                PoolingHttpClientConnectionManager connections = new PoolingHttpClientConnectionManager();
                CloseableHttpClient client = client(connections)) {
            assertThrows(OutOfStack.class, () -> status(client, target));

            assertThrows(IllegalStateException.class, () -> status(client, target));
        }
    }
}
