package dev.appconnector.connector.auth;

import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import dev.appconnector.vault.Secret;
import java.util.List;
import java.util.Map;

/** A token for the client itself (RFC 6749, 4.4). */
record OAuth2ClientCredentials(String tokenUrl, String clientId, String scope, String audience, String clientAuth)
        implements OAuth2Client {

    static final List<String> SECRETS = List.of(CLIENT_SECRET);

    static OAuth2ClientCredentials read(AuthFields fields) {
        return new OAuth2ClientCredentials(
                fields.url(TOKEN_URL),
                fields.required("clientId"),
                fields.scope(),
                fields.optional("audience"),
                fields.oneOf("clientAuth", "basic", "body"));
    }

    @Override
    public AuthorizationGrant grant(Map<String, Secret> secrets) {
        return new ClientCredentialsGrant();
    }
}
