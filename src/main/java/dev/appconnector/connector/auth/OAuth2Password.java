package dev.appconnector.connector.auth;

import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ResourceOwnerPasswordCredentialsGrant;
import dev.appconnector.vault.Secret;
import java.util.List;
import java.util.Map;

/** A token for a user whose password the client has (RFC 6749, 4.3). */
record OAuth2Password(
        String tokenUrl, String clientId, String scope, String audience, String clientAuth, String username)
        implements OAuth2 {

    private static final String PASSWORD = "password";

    static final List<String> SECRETS = List.of(CLIENT_SECRET, PASSWORD);

    static OAuth2Password read(AuthFields fields) {
        Client client = Client.read(fields);
        return new OAuth2Password(
                client.tokenUrl(),
                client.clientId(),
                client.scope(),
                client.audience(),
                client.clientAuth(),
                fields.required("username"));
    }

    @Override
    public AuthorizationGrant grant(Map<String, Secret> secrets) {
        return new ResourceOwnerPasswordCredentialsGrant(username, OAuth2.nimbus(secrets.get(PASSWORD)));
    }
}
