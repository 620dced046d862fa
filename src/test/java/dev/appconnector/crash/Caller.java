package dev.appconnector.crash;

import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Who calls nodes that may be gone. Thread-safe. */
final class Caller {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Empty where no answer came. */
    Optional<Reply> get(URI node, String path) {
        return answer(request(node, path).GET());
    }

    /** Empty where no answer came. */
    Optional<Reply> post(URI node, String path, Map<String, ?> body) {
        return answer(request(node, path).POST(json(body)));
    }

    /** The answer to come; it fails where none does. */
    CompletableFuture<Reply> begin(URI node, String path, Map<String, ?> body) {
        return client.sendAsync(request(node, path).POST(json(body)).build(), HttpResponse.BodyHandlers.ofByteArray())
                .thenApply(Reply::new);
    }

    /** The status of the answer to come and how long its body is, of which only the start is kept. */
    CompletableFuture<Size> measure(URI node, String path, Map<String, ?> body) {
        return client.sendAsync(request(node, path).POST(json(body)).build(), HttpResponse.BodyHandlers.ofInputStream())
                .thenApplyAsync(answer -> Size.of(answer.statusCode(), answer.body()));
    }

    /**
     * @param bytes of the body
     * @param start of the body, enough to tell a problem
     */
    record Size(int status, long bytes, String start) {

        private static final int ENOUGH = 1_000;

        static Size of(int status, InputStream body) {
            try (body) {
                byte[] start = body.readNBytes(ENOUGH);
                long rest = body.transferTo(OutputStream.nullOutputStream());
                return new Size(
                        status, start.length + rest, status == 200 ? "" : new String(start, StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Empty where no answer came. */
    Optional<Reply> delete(URI node, String path) {
        return answer(request(node, path).DELETE());
    }

    private static HttpRequest.Builder request(URI node, String path) {
        return HttpRequest.newBuilder(node.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + TestDatabase.ADMIN_KEY);
    }

    private static HttpRequest.BodyPublisher json(Map<String, ?> body) {
        try {
            return HttpRequest.BodyPublishers.ofByteArray(RunningAppConnector.JSON.writeValueAsBytes(body));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<Reply> answer(HttpRequest.Builder request) {
        try {
            return Optional.of(new Reply(client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray())));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
