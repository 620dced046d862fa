package dev.appconnector.connector.auth.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.appconnector.egress.HeaderField;
import dev.appconnector.vault.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Signatures against what AWS has published: the cases of its signing test suite, but for those whose paths no run may have, whose
 * headers are folded, and whose token is left unsigned; and the examples of S3's documentation.
 */
class AwsSignatureTest {

    /** A request as a list of what was set on it. */
    private static final class Request implements Outgoing {
        private final String method;
        private final String authority;
        private final String target;
        private final byte[] body;
        private final Instant at;
        private final List<HeaderField> headers = new ArrayList<>();

        private Request(String method, String authority, String target, String body, String at) {
            this.method = method;
            this.authority = authority;
            this.target = target;
            this.body = body.getBytes(StandardCharsets.UTF_8);
            this.at = Instant.parse(at);
        }

        @Override
        public String method() {
            return method;
        }

        @Override
        public String authority() {
            return authority;
        }

        @Override
        public String target() {
            return target;
        }

        @Override
        public List<HeaderField> headers() {
            return List.copyOf(headers);
        }

        @Override
        public ByteBuffer body() {
            return ByteBuffer.wrap(body);
        }

        @Override
        public Instant at() {
            return at;
        }

        @Override
        public void header(String name, String value) {
            headers.removeIf(header -> header.name().equalsIgnoreCase(name));
            headers.add(new HeaderField(name, value));
        }

        @Override
        public void parameter(String name, String value) {
            throw new AssertionError("A signature stands in a header.");
        }

        private String signed(AwsSignature signature, String secret) {
            try (Secret key = Secret.owning(secret.getBytes(StandardCharsets.US_ASCII))) {
                signature.sign(this, key);
            }
            return headers.stream()
                    .filter(header -> header.name().equals("Authorization"))
                    .findAny()
                    .orElseThrow()
                    .value();
        }
    }

    static Stream<JsonNode> published() throws IOException {
        List<JsonNode> cases = new ArrayList<>();
        try (InputStream lines = AwsSignatureTest.class.getResourceAsStream("/aws-signature-4.jsonl")) {
            new ObjectMapper()
                    .readerFor(JsonNode.class)
                    .<JsonNode>readValues(lines)
                    .forEachRemaining(cases::add);
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("published")
    void a_request_is_signed_as_AWS_has_published(JsonNode published) {
        Request request = new Request(
                published.get("method").textValue(),
                "example.amazonaws.com",
                published.get("target").textValue(),
                published.get("body").textValue(),
                "2015-08-30T12:36:00Z");
        published
                .get("headers")
                .forEach(header -> request.headers.add(
                        new HeaderField(header.get(0).textValue(), header.get(1).textValue())));
        if (published.has("sessionToken")) {
            request.header(
                    AwsSignature.SESSION_TOKEN, published.get("sessionToken").textValue());
        }
        AwsSignature signature = new AwsSignature(
                "AKIDEXAMPLE",
                "us-east-1",
                "service",
                published.get("inStorageForm").booleanValue(),
                published.get("tellsBody").booleanValue());

        assertEquals(
                published.get("authorization").textValue(),
                request.signed(signature, "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"));
    }

    private static String signedForS3(Request request) {
        return request.signed(
                AwsSignature.of("AKIAIOSFODNN7EXAMPLE", "us-east-1", "s3"), "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    }

    @Test
    void getting_an_object_is_signed_as_in_the_documentation_of_S3() {
        Request request = new Request("GET", "examplebucket.s3.amazonaws.com", "/test.txt", "", "2013-05-24T00:00:00Z");
        request.header("Range", "bytes=0-9");

        assertEquals(
                "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                        + " SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
                        + " Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
                signedForS3(request));
    }

    @Test
    void putting_an_object_is_signed_as_in_the_documentation_of_S3() {
        Request request = new Request(
                "PUT",
                "examplebucket.s3.amazonaws.com",
                "/test%24file.text",
                "Welcome to Amazon S3.",
                "2013-05-24T00:00:00Z");
        request.header("Date", "Fri, 24 May 2013 00:00:00 GMT");
        request.header("x-amz-storage-class", "REDUCED_REDUNDANCY");

        assertEquals(
                "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                        + " SignedHeaders=date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class,"
                        + " Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
                signedForS3(request));
    }

    /** As AWS's own clients do, whose canonical form of this path is {@code /a%2520b}. */
    @Test
    void a_path_is_encoded_once_more_for_a_service_that_is_no_storage() {
        AwsSignature gateway = AwsSignature.of("AKIDEXAMPLE", "us-east-1", "execute-api");
        AwsSignature once = new AwsSignature("AKIDEXAMPLE", "us-east-1", "execute-api", true, false);

        assertEquals(
                plain("/a%252520b").signed(once, "secret"), plain("/a%2520b").signed(gateway, "secret"));
    }

    @Test
    void a_plus_in_a_query_is_a_space_and_what_is_the_same_once_decoded_is_signed_the_same() {
        AwsSignature gateway = AwsSignature.of("AKIDEXAMPLE", "us-east-1", "execute-api");

        assertEquals(
                plain("/?b=%40&a=x%20y").signed(gateway, "secret"),
                plain("/?a=x+y&b=@").signed(gateway, "secret"));
    }

    private static Request plain(String target) {
        return new Request("GET", "api.example.com", target, "", "2015-08-30T12:36:00Z");
    }
}
