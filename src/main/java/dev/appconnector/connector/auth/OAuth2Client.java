package dev.appconnector.connector.auth;

import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.id.ClientID;
import dev.appconnector.vault.Secret;
import java.net.URI;
import java.util.Map;

/** An OAuth2 type whose client proves itself by a secret. */
interface OAuth2Client extends OAuth2 {

    String CLIENT_SECRET = "clientSecret";

    String clientId();

    /** How the client proves itself to the token endpoint: {@code basic} or {@code body}. */
    String clientAuth();

    @Override
    default TokenRequest.Builder asked(Map<String, Secret> secrets) {
        ClientID id = new ClientID(clientId());
        com.nimbusds.oauth2.sdk.auth.Secret secret = OAuth2.nimbus(secrets.get(CLIENT_SECRET));
        ClientAuthentication client =
                clientAuth().equals("body") ? new ClientSecretPost(id, secret) : new ClientSecretBasic(id, secret);
        return new TokenRequest.Builder(URI.create(tokenUrl()), client, grant(secrets));
    }
}
