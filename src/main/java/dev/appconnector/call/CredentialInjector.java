package dev.appconnector.call;

import dev.appconnector.activity.RequestBody;
import dev.appconnector.connector.Connector;
import dev.appconnector.connector.auth.wire.Outgoing;
import dev.appconnector.connector.auth.wire.SecretTexts;
import dev.appconnector.egress.HeaderField;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.core5.http.HttpRequest;

/** Adds the credential to a request that is about to leave, last of all. */
public final class CredentialInjector {

    private CredentialInjector() {}

    /**
     * Adds the secrets of the run's connector.
     *
     * @param request has the target and the headers of the run's verdict already
     */
    public static void inject(HttpRequest request, ActiveRun run) {
        Connector connector = run.verdict().connector().connector();
        if (connector.secrets().isEmpty()) {
            return;
        }
        run.credential().use(opened -> {
            opened.secrets().forEach((key, secret) -> {
                String header = Connector.headerOf(key);
                if (header != null) {
                    request.setHeader(header, SecretTexts.ascii(secret));
                }
            });
            run.credential().auth().authorize(new Leaving(request, run.verdict(), Instant.now()), opened.ofAuth());
            return null;
        });
    }

    private record Leaving(HttpRequest request, Verdict verdict, Instant at) implements Outgoing {

        @Override
        public String method() {
            return verdict.method().name();
        }

        @Override
        public String authority() {
            return verdict.connector().connector().domain().authority();
        }

        @Override
        public String target() {
            return verdict.target().asText();
        }

        @Override
        public List<HeaderField> headers() {
            return Arrays.stream(request.getHeaders())
                    .map(header -> new HeaderField(header.getName(), header.getValue()))
                    .toList();
        }

        @Override
        public ByteBuffer body() {
            RequestBody body = verdict.body();
            return body == null ? ByteBuffer.allocate(0) : ByteBuffer.wrap(body.bytes(), body.offset(), body.length());
        }

        @Override
        public void header(String name, String value) {
            request.setHeader(name, value);
        }

        @Override
        public void parameter(String name, String value) {
            String path = request.getPath();
            request.setPath(path + separator(path) + name + "=" + value);
        }
    }

    /** Whether a path on its way out is that of the run's verdict, and nothing but its credential in the query was added. */
    public static boolean isTarget(String path, ActiveRun run) {
        String target = run.verdict().target().asText();
        String parameter = run.credential().auth().queryParameter().orElse(null);
        if (parameter == null) {
            return path.equals(target);
        }
        String added = separator(target) + SecretTexts.percentEncoded(parameter) + "=";
        return path.startsWith(target + added) && path.indexOf('&', target.length() + added.length()) < 0;
    }

    private static String separator(String target) {
        if (target.indexOf('?') < 0) {
            return "?";
        }
        return target.endsWith("?") || target.endsWith("&") ? "" : "&";
    }
}
