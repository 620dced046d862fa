package dev.appconnector.connector.auth;

import dev.appconnector.connector.auth.wire.AwsSignature;
import dev.appconnector.connector.auth.wire.Outgoing;
import dev.appconnector.connector.auth.wire.SecretTexts;
import dev.appconnector.vault.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Signature Version 4 of AWS over the request as it is sent. */
record AwsSigV4(String accessKeyId, String region, String service) implements Auth {

    private static final String SECRET_ACCESS_KEY = "secretAccessKey";
    private static final String SESSION_TOKEN = "sessionToken";

    static final List<String> SECRETS = List.of(SECRET_ACCESS_KEY, SESSION_TOKEN);

    private static final Pattern ACCESS_KEY_ID = Pattern.compile("[A-Za-z0-9_]{1,128}");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    static AwsSigV4 read(AuthFields fields) {
        String accessKeyId = fields.required("accessKeyId");
        if (!accessKeyId.isEmpty() && !ACCESS_KEY_ID.matcher(accessKeyId).matches()) {
            fields.fault(
                    "accessKeyId",
                    "D12: an access key id is up to 128 letters and digits, such as AKIAIOSFODNN7EXAMPLE.");
        }
        return new AwsSigV4(
                accessKeyId,
                name(fields, "region", "D12: a region is written as in eu-central-1."),
                name(fields, "service", "D12: a service is written as in execute-api, s3 or lambda."));
    }

    private static String name(AuthFields fields, String field, String rule) {
        String name = fields.required(field);
        if (!name.isEmpty() && !NAME.matcher(name).matches()) {
            fields.fault(field, rule);
        }
        return name;
    }

    @Override
    public Set<String> headers() {
        return Set.of("Authorization", AwsSignature.DATE, AwsSignature.BODY, AwsSignature.SESSION_TOKEN);
    }

    @Override
    public SecretForm form(String secretField) {
        return secretField.equals(SESSION_TOKEN) ? SecretForm.HEADER : SecretForm.LINE;
    }

    @Override
    public boolean isOptional(String secretField) {
        return secretField.equals(SESSION_TOKEN);
    }

    @Override
    public Optional<String> masked() {
        return Optional.of(
                "Authorization: AWS4-HMAC-SHA256 Credential=" + accessKeyId + "/…, Signature=" + AuthTypes.MASK);
    }

    @Override
    public void authorize(Outgoing request, Map<String, Secret> secrets) {
        Secret token = secrets.get(SESSION_TOKEN);
        if (token != null) {
            request.header(AwsSignature.SESSION_TOKEN, SecretTexts.ascii(token));
        }
        AwsSignature.of(accessKeyId, region, service).sign(request, secrets.get(SECRET_ACCESS_KEY));
    }
}
