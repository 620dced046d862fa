package dev.appconnector.call;

import dev.appconnector.connector.Auth;
import dev.appconnector.connector.Connector;
import dev.appconnector.vault.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.apache.hc.core5.http.HttpRequest;

/** Adds the credential to a request that is about to leave, last of all; the only place where its text is spelled out. */
public final class CredentialInjector {

    private static final String UNRESERVED = "-._~";

    private CredentialInjector() {}

    /**
     * Adds the secrets of the verdict's connector.
     *
     * @param request has the verdict's target and headers already
     */
    public static void inject(HttpRequest request, Verdict verdict) {
        Connector connector = verdict.connector().connector();
        if (connector.secrets().isEmpty()) {
            return;
        }
        verdict.connector().credential().use(opened -> {
            opened.secrets().forEach((key, secret) -> {
                String header = Connector.headerOf(key);
                if (header != null) {
                    request.setHeader(header, ascii(secret));
                }
            });
            authorize(request, connector.auth(), opened.secrets());
            return null;
        });
    }

    /** Whether a path on its way out is the verdict's, and nothing but a credential in the query was added. */
    public static boolean isTarget(String path, Verdict verdict) {
        String target = verdict.target().asText();
        String parameter =
                verdict.connector().connector().auth().queryParameter().orElse(null);
        if (parameter == null) {
            return path.equals(target);
        }
        String added = separator(target) + encoded(parameter.getBytes(StandardCharsets.UTF_8)) + "=";
        return path.startsWith(target + added) && path.indexOf('&', target.length() + added.length()) < 0;
    }

    private static String separator(String target) {
        if (target.indexOf('?') < 0) {
            return "?";
        }
        return target.endsWith("?") || target.endsWith("&") ? "" : "&";
    }

    private static void authorize(HttpRequest request, Auth auth, Map<String, Secret> secrets) {
        if (auth instanceof Auth.Basic basic) {
            request.setHeader("Authorization", "Basic " + base64(basic, secret(secrets, "password")));
        } else if (auth instanceof Auth.Token token) {
            String value = ascii(secret(secrets, "value"));
            request.setHeader("Authorization", token.prefix().isEmpty() ? value : token.prefix() + " " + value);
        } else if (auth instanceof Auth.ApiKey key && key.in().equals("header")) {
            request.setHeader(key.name(), ascii(secret(secrets, "value")));
        } else if (auth instanceof Auth.ApiKey key) {
            String parameter = encoded(key.name().getBytes(StandardCharsets.UTF_8)) + "="
                    + encoded(secret(secrets, "value").reveal());
            String path = request.getPath();
            request.setPath(path + separator(path) + parameter);
        }
    }

    private static Secret secret(Map<String, Secret> secrets, String field) {
        return secrets.get(Connector.authSecret(field));
    }

    private static String base64(Auth.Basic basic, Secret password) {
        try (Secret pair = Credential.basicPair(basic, password)) {
            byte[] text = pair.reveal();
            String encoded = Base64.getEncoder().encodeToString(text);
            Arrays.fill(text, (byte) 0);
            return encoded;
        }
    }

    private static String ascii(Secret secret) {
        byte[] text = secret.reveal();
        String header = new String(text, StandardCharsets.US_ASCII);
        Arrays.fill(text, (byte) 0);
        return header;
    }

    private static String encoded(byte[] text) {
        StringBuilder encoded = new StringBuilder(text.length);
        for (byte b : text) {
            char c = (char) (b & 0xFF);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        Arrays.fill(text, (byte) 0);
        return encoded.toString();
    }
}
