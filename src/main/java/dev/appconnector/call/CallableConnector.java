package dev.appconnector.call;

import dev.appconnector.connector.Connector;
import dev.appconnector.egress.HeaderField;
import dev.appconnector.egress.HeaderRules;
import dev.appconnector.problem.Problem;
import dev.appconnector.vault.Vault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.spi.NormalizedEndpointUri;
import org.apache.camel.support.NormalizedUri;

/**
 * A connector made ready to be called: all that is the same for each of its calls is worked out once. Thread-safe.
 */
public final class CallableConnector {

    /**
     * Worked out once for a connector rather than at each call, where it was a twelfth of the CPU. Nothing of Camel's
     * headers is sent or taken, and what the client does is the target client's alone.
     */
    static final String ENDPOINT_OPTIONS =
            "httpClientConfigurer=#targetClient&httpActivityListener=#targetClient&throwExceptionOnFailure=false"
                    + "&skipRequestHeaders=true&skipResponseHeaders=true&copyHeaders=false&followRedirects=false"
                    + "&getWithBody=true&deleteWithBody=true";

    private final Connector connector;
    private final Credential credential;
    private final Credential nextCredential;
    private final List<HeaderField> headers;
    private final Set<String> credentialHeaders;
    private final Set<String> reservedHeaders;
    private final NormalizedEndpointUri endpoint;
    private final String poolKey;
    private final Optional<Problem> refusal;
    private final long generation;

    /**
     * @param refusal why its domain may not be called, whatever a look-up says
     * @param generation of the cache when the connector was read: where it has risen since, the connector may have changed
     */
    CallableConnector(Connector connector, Vault vault, Optional<Problem> refusal, long generation) {
        this.generation = generation;
        this.refusal = refusal;
        this.connector = connector;
        this.credential = new Credential(connector, vault);
        this.nextCredential = connector.nextAuth() == null ? null : Credential.ofNext(connector, vault);
        this.headers = connector.headers().entrySet().stream()
                .map(header -> new HeaderField(header.getKey(), header.getValue()))
                .toList();
        Set<String> secret = new HashSet<>();
        connector.auth().headers().forEach(name -> secret.add(HeaderRules.normalise(name)));
        if (connector.nextAuth() != null) {
            connector.nextAuth().auth().headers().forEach(name -> secret.add(HeaderRules.normalise(name)));
        }
        for (String key : connector.secrets().keySet()) {
            String name = Connector.headerOf(key);
            if (name != null) {
                secret.add(HeaderRules.normalise(name));
            }
        }
        this.credentialHeaders = Set.copyOf(secret);
        List<String> reserved = new ArrayList<>(secret);
        connector.headers().keySet().forEach(name -> reserved.add(HeaderRules.normalise(name)));
        this.reservedHeaders = Set.copyOf(reserved);
        this.endpoint = NormalizedUri.newNormalizedUri(connector.domain() + "?" + ENDPOINT_OPTIONS, false);
        this.poolKey = connector.id() + " " + connector.version();
    }

    public Connector connector() {
        return connector;
    }

    /** @throws Problem where it is revoked, or paused and the run is no test */
    void requireCallable(ActiveRun run) {
        requireCallable(connector.state(), run);
    }

    /** @throws Problem where that is no state for the run to start in */
    static void requireCallable(Connector.State state, ActiveRun run) {
        if (state == Connector.State.REVOKED) {
            throw revokedProblem();
        }
        if (state == Connector.State.PAUSED && !run.purpose().isTest()) {
            throw new Problem(
                    Problem.Type.CONNECTOR_PAUSED,
                    "The connector is paused: an admin can let it go on, and nothing is lost.");
        }
    }

    /** @throws Problem where its domain may not be called */
    void requireAllowedDestination() {
        if (refusal.isPresent()) {
            throw refusal.get();
        }
    }

    static Problem revokedProblem() {
        return new Problem(Problem.Type.CONNECTOR_REVOKED, "The connector was revoked. An admin can make a new one.");
    }

    long generation() {
        return generation;
    }

    /** What the dialling step of a route is given: the domain, and how camel-http is to call it. */
    NormalizedEndpointUri endpoint() {
        return endpoint;
    }

    /** What connections to its target are kept under: they serve this connector, as it is now, alone. */
    public Object poolKey() {
        return poolKey;
    }

    public Credential credential() {
        return credential;
    }

    /** What it proves itself with where that is refused; null where it has no next credential. */
    public Credential nextCredential() {
        return nextCredential;
    }

    /** The additional headers that are no secret. */
    List<HeaderField> headers() {
        return headers;
    }

    /** Normalised names of the headers that carry secrets. */
    public Set<String> credentialHeaders() {
        return credentialHeaders;
    }

    /** Normalised names of all headers that no activity may set. */
    Set<String> reservedHeaders() {
        return reservedHeaders;
    }
}
