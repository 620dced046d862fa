package dev.appconnector.connector.auth;

import dev.appconnector.connector.auth.wire.Outgoing;
import dev.appconnector.connector.auth.wire.SecretTexts;
import dev.appconnector.egress.HeaderRules;
import dev.appconnector.vault.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A code over parts of the request, by a secret that both ends know.
 *
 * @param algorithm {@code sha256} or {@code sha512}
 * @param encoding of the code: {@code hex} in small letters, or {@code base64}
 * @param prefix the text before the code; may be empty
 * @param signed the parts, in the order in which they are signed, with a line feed between two
 * @param timestampHeader gets the seconds since 1970 that are signed; null where none is sent
 */
record HmacAuth(
        String header, String algorithm, String encoding, String prefix, List<String> signed, String timestampHeader)
        implements Auth {

    static final String SECRET = "secret";

    private static final String TIMESTAMP = "timestamp";
    private static final List<String> PARTS = List.of(TIMESTAMP, "method", "path", "query", "body");
    private static final Map<String, String> ALGORITHMS = Map.of("sha256", "HmacSHA256", "sha512", "HmacSHA512");

    static HmacAuth read(AuthFields fields) {
        String header = fields.text("header", "");
        HeaderRules.whyNotAnApiKeyHeader(header).ifPresent(why -> fields.fault("header", why));
        String timestampHeader = fields.text("timestampHeader", null);
        if (timestampHeader != null) {
            HeaderRules.whyNotAnApiKeyHeader(timestampHeader)
                    .or(() -> HeaderRules.normalise(timestampHeader).equals(HeaderRules.normalise(header))
                            ? Optional.of("D12: the time has a header of its own.")
                            : Optional.empty())
                    .ifPresent(why -> fields.fault("timestampHeader", why));
        }
        List<String> signed = fields.list("signed", List.of(TIMESTAMP, "method", "path", "query", "body"));
        if (signed.isEmpty() || !PARTS.containsAll(signed) || new HashSet<>(signed).size() < signed.size()) {
            fields.fault("signed", "D12: name each part that is signed once: timestamp, method, path, query, body.");
        } else if (signed.contains(TIMESTAMP) && timestampHeader == null) {
            fields.fault("timestampHeader", "D12: a time that is signed must be sent as well: name its header.");
        }
        return new HmacAuth(
                header,
                fields.oneOf("algorithm", "sha256", "sha512"),
                fields.oneOf("encoding", "hex", "base64"),
                fields.prefix(""),
                signed,
                timestampHeader);
    }

    HmacAuth {
        signed = List.copyOf(signed);
    }

    @Override
    public Set<String> headers() {
        return timestampHeader == null ? Set.of(header) : Set.of(header, timestampHeader);
    }

    @Override
    public SecretForm form(String secretField) {
        return SecretForm.LINE;
    }

    @Override
    public Optional<String> masked() {
        return Optional.of(header + ": " + prefix + AuthTypes.MASK);
    }

    @Override
    public void authorize(Outgoing request, Map<String, Secret> secrets) {
        String timestamp = Long.toString(request.at().getEpochSecond());
        List<ByteBuffer> texts = new ArrayList<>();
        for (String part : signed) {
            if (!texts.isEmpty()) {
                texts.add(utf8("\n"));
            }
            texts.add(part(part, request, timestamp));
        }
        byte[] code =
                SecretTexts.hmac(ALGORITHMS.get(algorithm), secrets.get(SECRET), texts.toArray(new ByteBuffer[0]));
        request.header(
                header,
                prefix
                        + (encoding.equals("hex")
                                ? HexFormat.of().formatHex(code)
                                : Base64.getEncoder().encodeToString(code)));
        if (timestampHeader != null) {
            request.header(timestampHeader, timestamp);
        }
    }

    private static ByteBuffer part(String part, Outgoing request, String timestamp) {
        String target = request.target();
        int query = target.indexOf('?');
        return switch (part) {
            case TIMESTAMP -> utf8(timestamp);
            case "method" -> utf8(request.method());
            case "path" -> utf8(query < 0 ? target : target.substring(0, query));
            case "query" -> utf8(query < 0 ? "" : target.substring(query + 1));
            default -> request.body();
        };
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
