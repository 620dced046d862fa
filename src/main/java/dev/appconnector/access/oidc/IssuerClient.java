package dev.appconnector.access.oidc;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/**
 * Asks the issuer for its keys: its discovery document first, which must be this issuer's, then where that says. Each answer
 * has {@link #PATIENCE} to be whole and {@link #MOST_BYTES}; no redirect is followed, no cookie kept. Thread-safe.
 *
 * <p>The operator names the issuer, as the database is named, so none of the rules for connectors' addresses judges where it
 * is: neither {@code appconnector.egress.allow} nor {@code appconnector.egress.deny}. Where its keys are it says itself, and
 * whoever says which keys count may say that: that address needs https, or http where the issuer's own is. Nothing of either
 * answer reaches a caller. The proxy of {@code appconnector.egress.proxy} is used where there is one.
 */
final class IssuerClient {

    static final Duration PATIENCE = Duration.ofSeconds(5);
    static final int MOST_BYTES = 256 * 1024;

    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private final URI issuer;
    private final HttpClient http;

    IssuerClient(URI issuer, SSLContext tls, Optional<InetSocketAddress> proxy) {
        this.issuer = issuer;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(PATIENCE)
                .sslContext(tls)
                .proxy(proxy.map(ProxySelector::of).orElse(HttpClient.Builder.NO_PROXY))
                .build();
    }

    /**
     * The keys that the issuer signs with now. Blocks for at most twice {@link #PATIENCE}.
     *
     * @throws IssuerFault where they cannot be had
     */
    SigningKeys fetch() throws IssuerFault, InterruptedException {
        try {
            // As OpenID Connect Discovery 1.0, section 4.1, has it: a slash at the issuer's end is dropped.
            String root = issuer.toString().replaceFirst("/$", "");
            Map<String, Object> discovered = JSONObjectUtils.parse(get(URI.create(root + DISCOVERY)));
            if (!issuer.toString().equals(discovered.get("issuer"))) {
                throw new IssuerFault("its discovery document names another issuer");
            }
            return SigningKeys.of(JWKSet.parse(get(placeOfKeys(discovered.get("jwks_uri")))));
        } catch (ParseException e) {
            throw new IssuerFault("it answers with what is no JSON of that kind");
        } catch (RuntimeException e) {
            throw new IssuerFault("its answer cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private URI placeOfKeys(Object told) throws IssuerFault {
        try {
            URI place = new URI(told instanceof String text ? text : "");
            boolean secure =
                    "https".equals(place.getScheme()) || issuer.getScheme().equals(place.getScheme());
            if (secure && place.getHost() != null && place.getRawUserInfo() == null) {
                return place;
            }
        } catch (URISyntaxException e) {
            // Falls through: it is no address.
        }
        throw new IssuerFault("its discovery document does not say where its keys are, or not over https");
    }

    private String get(URI place) throws IssuerFault, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(place)
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, head -> new BoundedBody(MOST_BYTES));
        try {
            HttpResponse<byte[]> response = answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != 200) {
                throw new IssuerFault("it answers with the status " + response.statusCode());
            }
            return new String(response.body(), StandardCharsets.UTF_8);
        } catch (TimeoutException e) {
            throw new IssuerFault("its answer is not whole in time");
        } catch (ExecutionException e) {
            throw new IssuerFault(
                    "it cannot be asked: " + e.getCause().getClass().getSimpleName());
        } finally {
            // Ends what is still under way, and nothing where the answer is whole.
            answer.cancel(true);
        }
    }
}
