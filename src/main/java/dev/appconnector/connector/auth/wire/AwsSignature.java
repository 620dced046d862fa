package dev.appconnector.connector.auth.wire;

import dev.appconnector.egress.HeaderField;
import dev.appconnector.vault.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Signature Version 4 of AWS in a header. It signs all headers that a request has, but for those that proxies change.
 * Immutable.
 *
 * @param inStorageForm whether the path is signed as storage services take it: encoded once, and with its empty segments
 * @param tellsBody whether a header says what the body was hashed to
 */
public record AwsSignature(
        String accessKeyId, String region, String service, boolean inStorageForm, boolean tellsBody) {

    public static final String DATE = "X-Amz-Date";
    public static final String BODY = "X-Amz-Content-Sha256";
    public static final String SESSION_TOKEN = "X-Amz-Security-Token";

    private static final String HMAC = "HmacSHA256";
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Set<String> UNSIGNED =
            Set.of("connection", "expect", "traceparent", "user-agent", "x-amzn-trace-id");
    private static final Pattern SPACES = Pattern.compile(" +");
    private static final Pattern SLASHES = Pattern.compile("/+");

    /** That of a service: storage signs paths as they are, and asks for the body's hash. */
    public static AwsSignature of(String accessKeyId, String region, String service) {
        boolean storage = service.equals("s3") || service.startsWith("s3-");
        return new AwsSignature(accessKeyId, region, service, storage, storage);
    }

    /** Adds date, body's hash and signature to a request that is otherwise ready. */
    public void sign(Outgoing request, Secret secretAccessKey) {
        String time = TIME.format(request.at());
        String day = time.substring(0, 8);
        String body = hex(sha256(request.body()));
        request.header(DATE, time);
        if (tellsBody) {
            request.header(BODY, body);
        }
        Map<String, String> headers = headers(request);
        String names = String.join(";", headers.keySet());
        String scope = day + "/" + region + "/" + service + "/aws4_request";
        String toSign = ALGORITHM + "\n" + time + "\n" + scope + "\n"
                + hex(sha256(utf8(canonical(request, headers, names, body))));
        request.header(
                "Authorization",
                ALGORITHM + " Credential=" + accessKeyId + "/" + scope + ", SignedHeaders=" + names + ", Signature="
                        + hex(signature(secretAccessKey, List.of(day, region, service, "aws4_request", toSign))));
    }

    /** Each code is the key of the next one. */
    private static byte[] signature(Secret secretAccessKey, List<String> texts) {
        try (Secret seed = SecretTexts.after("AWS4", secretAccessKey)) {
            byte[] code = SecretTexts.hmac(HMAC, seed, ByteBuffer.wrap(utf8(texts.get(0))));
            for (String text : texts.subList(1, texts.size())) {
                byte[] key = code;
                code = SecretTexts.hmac(HMAC, key, ByteBuffer.wrap(utf8(text)));
                Arrays.fill(key, (byte) 0);
            }
            return code;
        }
    }

    private String canonical(Outgoing request, Map<String, String> headers, String names, String body) {
        String target = request.target();
        int query = target.indexOf('?');
        StringBuilder canonical = new StringBuilder()
                .append(request.method())
                .append('\n')
                .append(path(query < 0 ? target : target.substring(0, query)))
                .append('\n')
                .append(query < 0 ? "" : query(target.substring(query + 1)))
                .append('\n');
        headers.forEach((name, value) ->
                canonical.append(name).append(':').append(value).append('\n'));
        return canonical.append('\n').append(names).append('\n').append(body).toString();
    }

    private String path(String path) {
        return inStorageForm
                ? encoded(PercentText.decoded(path), true)
                : encoded(utf8(SLASHES.matcher(path).replaceAll("/")), true);
    }

    /** As a form has them: a plus is a space, and what is the same once decoded is the same here. */
    private static String query(String query) {
        List<String[]> parameters = new ArrayList<>();
        for (String parameter : query.split("&")) {
            if (!parameter.isEmpty()) {
                String[] parts = parameter.replace("+", "%20").split("=", 2);
                parameters.add(new String[] {
                    encoded(PercentText.decoded(parts[0]), false),
                    parts.length == 1 ? "" : encoded(PercentText.decoded(parts[1]), false)
                });
            }
        }
        parameters.sort(
                Comparator.<String[], String>comparing(parts -> parts[0]).thenComparing(parts -> parts[1]));
        return String.join(
                "&", parameters.stream().map(parts -> parts[0] + "=" + parts[1]).toList());
    }

    private static Map<String, String> headers(Outgoing request) {
        Map<String, String> headers = new TreeMap<>();
        headers.put("host", request.authority());
        for (HeaderField header : request.headers()) {
            String name = header.name().toLowerCase(Locale.ROOT);
            if (!UNSIGNED.contains(name)) {
                headers.merge(
                        name,
                        SPACES.matcher(header.value().strip()).replaceAll(" "),
                        (one, other) -> one + "," + other);
            }
        }
        return headers;
    }

    private static String encoded(byte[] text, boolean path) {
        return PercentText.encoded(text, path ? "-._~/" : "-._~");
    }

    private static byte[] sha256(byte[] text) {
        return sha256(ByteBuffer.wrap(text));
    }

    private static byte[] sha256(ByteBuffer text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(text);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
