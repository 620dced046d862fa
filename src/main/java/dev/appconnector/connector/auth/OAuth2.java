package dev.appconnector.connector.auth;

import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import dev.appconnector.connector.auth.wire.Outgoing;
import dev.appconnector.connector.auth.wire.SecretTexts;
import dev.appconnector.egress.domain.Domain;
import dev.appconnector.vault.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An access token that a token endpoint gives for a grant (RFC 6749). The secret fields go there alone; the target gets the
 * token, which stands among the secrets as {@link #ACCESS_TOKEN} once there is one.
 */
public interface OAuth2 extends Auth {

    String ACCESS_TOKEN = "accessToken";

    String TOKEN_URL = "tokenUrl";

    /** Canonical, as {@link Domain} writes it. */
    String tokenUrl();

    /** Null where none is asked for. */
    String scope();

    /** Null where none is asked for. */
    String audience();

    /** What the token is asked for. */
    AuthorizationGrant grant(Map<String, Secret> secrets);

    /** The request that asks for a token; it holds the secrets in the clear. */
    default HTTPRequest tokenRequest(Map<String, Secret> secrets) {
        TokenRequest.Builder request = asked(secrets);
        if (scope() != null) {
            request.scope(Scope.parse(scope()));
        }
        if (audience() != null) {
            request.customParameter("audience", audience());
        }
        return request.build().toHTTPRequest();
    }

    /** Who asks for it, and by what grant. */
    TokenRequest.Builder asked(Map<String, Secret> secrets);

    static com.nimbusds.oauth2.sdk.auth.Secret nimbus(Secret secret) {
        return new com.nimbusds.oauth2.sdk.auth.Secret(SecretTexts.text(secret));
    }

    /** Those that go to the token endpoint may be any text. */
    @Override
    default SecretForm form(String secretField) {
        return SecretForm.LINE;
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
}
