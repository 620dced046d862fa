package dev.appconnector.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A target that echoes what it was sent, in charsets and forms beyond those of the security cases. */
class EchoedSecretTest {

    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final Map<String, String> TOKEN = token("token-of-the-connector");
    private static final Map<String, String> SHORT_TOKEN = token("k3y");
    private static final Map<String, String> SHORT_BASIC = Map.of("type", "basic", "username", "u", "password", "p4");

    @TempDir
    private static Path data;

    private static RunningAppConnector running;

    private FakeTarget target;

    @BeforeAll
    static void start() {
        running = RunningAppConnector.start(data);
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @BeforeEach
    void lead() {
        target = FakeTarget.http();
        running.dialler().leadAll(target);
    }

    @AfterEach
    void closeTarget() {
        target.close();
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, UTF-8",
        "text/plain, UTF-16",
        "text/plain, UTF-16LE",
        "text/plain, UTF-32",
        "text/plain, IBM037",
        "text/plain, ISO-8859-1",
        "application/json, UTF-16BE"
    })
    void a_secret_is_masked_in_every_charset_that_the_envelope_decodes(String type, String charset) {
        JsonNode envelope = echoed(TOKEN, type, charset, "<token-of-the-connector> \u00e9");

        assertEquals("text", envelope.path("bodyType").textValue());
        assertEquals("<***> \u00e9", envelope.path("body").textValue());
        assertEquals(
                type + "; charset=" + charset,
                envelope.at("/headers/content-type/0").textValue());
    }

    @Test
    void a_secret_that_is_no_ascii_is_masked_in_a_charset_that_spells_it_otherwise() {
        Map<String, String> auth = Map.of("type", "basic", "username", "u", "password", "p\u00e4ssw\u00f6rter");

        assertEquals("p\u00e4ss ***", body(auth, "text/html", "ISO-8859-1", "p\u00e4ss p\u00e4ssw\u00f6rter"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "ISO-8859-1"})
    void a_text_without_a_secret_is_decoded_as_it_was(String charset) {
        assertEquals("ab\u00df***", body(TOKEN, "text/plain", charset, "ab\u00df***"));
    }

    @Test
    void json_is_still_json_when_it_names_a_charset_that_it_does_not_need() {
        JsonNode envelope = echoed(TOKEN, "application/json", "ISO-8859-1", "{\"a\":[1]}");

        assertEquals("json", envelope.path("bodyType").textValue());
    }

    @Test
    void a_short_secret_is_masked_within_text_where_its_prefix_stands_before_it() {
        assertEquals("k3ys: ***!", body(SHORT_TOKEN, "text/plain", "UTF-8", "k3ys: Bearer k3y!"));
        assertEquals("dTpwNA: ***!", body(SHORT_BASIC, "text/plain", "UTF-8", "dTpwNA: Basic dTpwNA==!"));
    }

    @Test
    void the_base64_of_a_whole_header_is_masked() {
        String encoded =
                Base64.getEncoder().encodeToString("Bearer token-of-the-connector".getBytes(StandardCharsets.UTF_8));

        assertEquals("is ***.", body(TOKEN, "text/plain", "UTF-8", "is " + encoded + "."));
    }

    private String body(Map<String, String> auth, String type, String charset, String text) {
        return echoed(auth, type, charset, text).path("body").textValue();
    }

    private JsonNode echoed(Map<String, String> auth, String type, String charset, String text) {
        target.next(dev.appconnector.testkit.Answer.status(200)
                .header("Content-Type", type + "; charset=" + charset)
                .body(text.getBytes(Charset.forName(charset))));
        Reply made = running.post(
                "/api/connectors",
                Map.of("name", "echo " + NAMES.incrementAndGet(), "domain", "http://echo.example", "auth", auth));
        Reply reply = running.post(
                "/worker/runs", Map.of("connector", made.json().path("id").textValue(), "method", "GET", "path", "/"));
        assertEquals(200, reply.status(), reply.text());
        return reply.json();
    }

    private static Map<String, String> token(String value) {
        return Map.of("type", "token", "prefix", "Bearer", "value", value);
    }
}
