package dev.appconnector.connector.auth;

import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ResourceOwnerPasswordCredentialsGrant;
import dev.appconnector.vault.Secret;
import java.util.List;
import java.util.Map;

/** A token for a user whose password the client has (RFC 6749, 4.3). */
record OAuth2Password(
        String tokenUrl, String clientId, String scope, String audience, String clientAuth, String username)
        implements OAuth2Client {

    private static final String PASSWORD = "password";

    static final List<String> SECRETS = List.of(CLIENT_SECRET, PASSWORD);

    static OAuth2Password read(AuthFields fields) {
        return new OAuth2Password(
                fields.url(TOKEN_URL),
                fields.required("clientId"),
                fields.scope(),
                fields.optional("audience"),
                fields.oneOf("clientAuth", "basic", "body"),
                fields.required("username"));
    }

    @Override
    public AuthorizationGrant grant(Map<String, Secret> secrets) {
        return new ResourceOwnerPasswordCredentialsGrant(username, OAuth2.nimbus(secrets.get(PASSWORD)));
    }
}
