package dev.appconnector.page;

import dev.appconnector.problem.Problem;
import dev.appconnector.web.ProblemJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Answers for the page's files and {@code /client.js}, and passes on whatever is neither. Thread-safe; never blocks. */
public final class PageServer {

    private static final Map<String, String> PROTECTION = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");

    private final PageFiles files;

    public PageServer(PageFiles files) {
        this.files = files;
    }

    public void answer(RoutingContext context) {
        Optional<PageFile> file = files.at(context.normalizedPath());
        if (file.isEmpty()) {
            context.next();
        } else {
            answer(context.request(), file.get());
        }
    }

    private void answer(HttpServerRequest request, PageFile file) {
        HttpServerResponse response = request.response();
        PROTECTION.forEach(response::putHeader);
        response.putHeader("Content-Security-Policy", files.policy());
        if (file.forEveryOrigin()) {
            response.putHeader("Cross-Origin-Resource-Policy", "cross-origin")
                    .putHeader("Access-Control-Allow-Origin", "*");
        }
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            refuse(response);
            return;
        }
        boolean packed = file.isPackable() && takesGzip(request.getHeader("Accept-Encoding"));
        // Two answers of one address must not share a tag: a cache in between would mix them up.
        String etag = '"' + file.etag() + (packed ? "-gzip\"" : "\"");
        response.putHeader("ETag", etag)
                .putHeader("Cache-Control", file.cacheControl())
                .putHeader("Vary", "Accept-Encoding");
        if (isKnown(request.getHeader("If-None-Match"), etag)) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader("Content-Type", file.mediaType());
        if (packed) {
            response.putHeader("Content-Encoding", "gzip");
        }
        send(request, packed ? file.gzip() : file.bytes());
    }

    private static void send(HttpServerRequest request, Buffer body) {
        request.response().putHeader("Content-Length", Integer.toString(body.length()));
        if (request.method().equals(HttpMethod.HEAD)) {
            request.response().end();
        } else {
            request.response().end(body);
        }
    }

    private static void refuse(HttpServerResponse response) {
        response.setStatusCode(405)
                .putHeader("Allow", "GET, HEAD")
                .putHeader("Content-Type", ProblemJson.MEDIA_TYPE)
                .end(Buffer.buffer(ProblemJson.of(
                        new Problem(Problem.Type.METHOD_NOT_ALLOWED, "Use a method that the Allow header lists."))));
    }

    private static boolean takesGzip(String accepted) {
        return accepted != null
                && Arrays.stream(accepted.split(","))
                        .map(coding -> coding.replace(" ", "").toLowerCase(java.util.Locale.ROOT))
                        .anyMatch(coding -> coding.matches("gzip(;q=(1(\\.0*)?|0\\.\\d*[1-9]\\d*))?"));
    }

    private static boolean isKnown(String known, String etag) {
        return known != null
                && Arrays.stream(known.split(","))
                        .map(tag -> tag.strip().replaceFirst("^W/", ""))
                        .anyMatch(tag -> tag.equals(etag) || tag.equals("*"));
    }
}
