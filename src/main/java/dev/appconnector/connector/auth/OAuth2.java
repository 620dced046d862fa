package dev.appconnector.connector.auth;

import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import dev.appconnector.egress.domain.Domain;
import dev.appconnector.vault.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An access token that a token endpoint gives for a grant (RFC 6749). The secret fields go there alone; the target gets the
 * token, which stands among the secrets as {@link #ACCESS_TOKEN} once there is one.
 */
public interface OAuth2 extends Auth {

    String ACCESS_TOKEN = "accessToken";

    String CLIENT_SECRET = "clientSecret";

    String TOKEN_URL = "tokenUrl";

    /** Canonical, as {@link Domain} writes it. */
    String tokenUrl();

    String clientId();

    /** Null where none is asked for. */
    String scope();

    /** Null where none is asked for. */
    String audience();

    /** How the client proves itself to the token endpoint: {@code basic} or {@code body}. */
    String clientAuth();

    /** What the token is asked for. */
    AuthorizationGrant grant(Map<String, Secret> secrets);

    /** The request that asks for a token; it holds the secrets in the clear. */
    default HTTPRequest tokenRequest(Map<String, Secret> secrets) {
        TokenRequest.Builder request =
                new TokenRequest.Builder(URI.create(tokenUrl()), client(secrets), grant(secrets));
        if (scope() != null) {
            request.scope(Scope.parse(scope()));
        }
        if (audience() != null) {
            request.customParameter("audience", audience());
        }
        return request.build().toHTTPRequest();
    }

    private ClientAuthentication client(Map<String, Secret> secrets) {
        ClientID id = new ClientID(clientId());
        com.nimbusds.oauth2.sdk.auth.Secret secret = nimbus(secrets.get(CLIENT_SECRET));
        return clientAuth().equals("body") ? new ClientSecretPost(id, secret) : new ClientSecretBasic(id, secret);
    }

    static com.nimbusds.oauth2.sdk.auth.Secret nimbus(Secret secret) {
        return new com.nimbusds.oauth2.sdk.auth.Secret(SecretTexts.text(secret));
    }

    /** Those that go to the token endpoint may be any text. */
    @Override
    default boolean inHeader(String secretField) {
        return false;
    }

    @Override
    default Optional<String> goesTo(String secretField) {
        if (secretField.equals(ACCESS_TOKEN)) {
            return Optional.empty();
        }
        return Optional.of(tokenUrl().isEmpty() ? "" : Domain.stored(tokenUrl()).origin());
    }

    @Override
    default Optional<String> masked() {
        return Optional.of("Authorization: Bearer " + AuthTypes.MASK);
    }

    @Override
    default void authorize(Outgoing request, Map<String, Secret> secrets) {
        request.header("Authorization", "Bearer " + SecretTexts.ascii(secrets.get(ACCESS_TOKEN)));
    }

    @Override
    default List<Secret> joined(Map<String, Secret> secrets) {
        Secret token = secrets.get(ACCESS_TOKEN);
        return token == null ? List.of() : List.of(SecretTexts.after("Bearer ", token));
    }

    /**
     * The fields that all grants have in common, read from what a caller wrote.
     *
     * @param tokenUrl empty where it is at fault
     */
    record Client(String tokenUrl, String clientId, String scope, String audience, String clientAuth) {

        static Client read(AuthFields fields) {
            String clientAuth = fields.text("clientAuth", "basic");
            if (!clientAuth.equals("basic") && !clientAuth.equals("body")) {
                fields.fault("clientAuth", "D12: use \"basic\" or \"body\".");
            }
            String scope = optional(fields, "scope");
            if (scope != null && !scope.chars().allMatch(AuthFields::isVisibleOrSpace)) {
                fields.fault("scope", "D12: a scope is visible ASCII, with a space between two.");
            }
            return new Client(
                    fields.url(TOKEN_URL),
                    fields.required("clientId"),
                    scope,
                    optional(fields, "audience"),
                    clientAuth);
        }

        private static String optional(AuthFields fields, String name) {
            String text = fields.plain(name, "");
            return text.isBlank() ? null : text;
        }
    }
}
