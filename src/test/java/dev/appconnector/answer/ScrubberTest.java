package dev.appconnector.answer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.appconnector.vault.Secret;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScrubberTest {

    private static final List<String> AWKWARD = List.of(
            "tok/9f8e+7d6c==5b4a\"3210&z",
            "svc-user:p@ss:w/rd+42\"x",
            "plainToken0123456789",
            "back\\slash\\\\and/slash",
            "%41%2f looks encoded %",
            "both\\nways%41",
            "pässwörd-日本-😀 mit Leerzeichen",
            "???>>>~~~///+++", // its base64 differs from its base64url
            "-----BEGIN KEY-----\nabc\tdef\r\n-----END KEY-----",
            "\u0001\u001f\b\f\"\\</script>'`&=");

    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonMapper ASCII_JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** How senders are known to write a text into an answer. */
    private enum Form {
        PLAIN(text -> text),
        BASE64(text -> Base64.getEncoder().encodeToString(text.getBytes(UTF_8))),
        BASE64_UNPADDED(text -> Base64.getEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8))),
        BASE64URL(text -> Base64.getUrlEncoder().encodeToString(text.getBytes(UTF_8))),
        BASE64URL_UNPADDED(text -> Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8))),
        PERCENT_UPPER(text -> percent(text, "-._~", "%%%02X")),
        PERCENT_LOWER(text -> percent(text, "-._~", "%%%02x")),
        PERCENT_AS_IN_A_PATH(text -> percent(text, "-._~!$&'()*+,;=:@/", "%%%02X")),
        PERCENT_EVERYTHING(ScrubberTest::all),
        FORM_UPPER(text -> URLEncoder.encode(text, UTF_8)),
        FORM_LOWER(text -> lowerHex(URLEncoder.encode(text, UTF_8))),
        PERCENT_OF_BASE64(text -> URLEncoder.encode(BASE64.of(text), UTF_8)),
        JSON_MINIMAL(text -> json(JSON, text)),
        JSON_SLASHES(text -> json(JSON, text).replace("/", "\\/")), // PHP
        JSON_ASCII(text -> json(ASCII_JSON, text)),
        JSON_ASCII_LOWER(text -> units(text, "[\\x20-\\x7e&&[^\"\\\\<>&'=]]", "\\u%04x")), // Gson, Python
        JSON_ASCII_UPPER(text -> units(text, "[\\x20-\\x7e&&[^\"\\\\<>&'+`]]", "\\u%04X")), // .NET
        JSON_EVERYTHING(text -> units(text, "(?!)", "\\u%04x")),
        JSON_OF_BASE64(text -> BASE64.of(text).replace("/", "\\/")),
        JSON_OF_BASE64_DOTNET(text -> BASE64.of(text).replace("+", "\\u002B")),
        JSON_OF_BASE64_GSON(text -> BASE64.of(text).replace("=", "\\u003d"));

        private final UnaryOperator<String> encoding;

        Form(UnaryOperator<String> encoding) {
            this.encoding = encoding;
        }

        String of(String text) {
            return encoding.apply(text);
        }
    }

    static Stream<Arguments> everyFormOfEveryAwkwardSecret() {
        return AWKWARD.stream().flatMap(text -> Arrays.stream(Form.values()).map(form -> Arguments.of(form, text)));
    }

    @ParameterizedTest
    @MethodSource("everyFormOfEveryAwkwardSecret")
    void E1_an_echoed_secret_is_masked_in_a_body_in_every_form(Form form, String text) {
        try (Scrubber scrubber = scrubber(text)) {
            assertBody("before *** after", 1, scrubber, "before " + form.of(text) + " after");
            assertBody("***", 1, scrubber, form.of(text));
            assertBody(
                    "{\"a\":\"***\",\"b\":\"***\"}",
                    2,
                    scrubber,
                    "{\"a\":\"" + form.of(text) + "\",\"b\":\"" + form.of(text) + "\"}");
        }
    }

    @ParameterizedTest
    @MethodSource("everyFormOfEveryAwkwardSecret")
    void E1_an_echoed_secret_is_masked_in_a_header_in_every_form(Form form, String text) {
        try (Scrubber scrubber = scrubber(text)) {
            assertEquals("https://x/?a=***&b=c", scrubber.scrubHeader("https://x/?a=" + form.of(text) + "&b=c"));
            String asBytes = new String(form.of(text).getBytes(UTF_8), ISO_8859_1);
            assertEquals("x=***", scrubber.scrubHeader("x=" + asBytes));
        }
    }

    @Test
    void E1_for_basic_the_pair_is_given_next_to_the_password() {
        try (Scrubber scrubber = scrubber("p@ss:w/rd+42\"x", "svc-user:p@ss:w/rd+42\"x")) {
            assertBody("before *** after", 1, scrubber, "before c3ZjLXVzZXI6cEBzczp3L3JkKzQyIng= after");
            assertBody("*** and ***", 2, scrubber, "svc-user:p@ss:w/rd+42\"x and p%40ss%3Aw%2Frd%2B42%22x");
            assertEquals("Basic ***", scrubber.scrubHeader("Basic c3ZjLXVzZXI6cEBzczp3L3JkKzQyIng="));
        }
    }

    @Test
    void E3_every_one_of_several_secrets_is_masked() {
        try (Scrubber scrubber = scrubber("token-0123456789", "ps-aabbccdd11223344")) {
            assertBody("*** *** ***", 3, scrubber, "token-0123456789 ps-aabbccdd11223344 token-0123456789");
        }
    }

    @Test
    void E1_where_secrets_overlap_all_of_both_is_masked() {
        try (Scrubber scrubber = scrubber("abcdefgh12", "gh12345678", "abcdefgh12345678-longest")) {
            assertBody("<***>", 1, scrubber, "<abcdefgh12345678>");
            assertBody("<***>", 1, scrubber, "<abcdefgh12345678-longest>");
            assertBody("<******>", 2, scrubber, "<abcdefgh12abcdefgh12>");
        }
    }

    @Test
    void E1_a_near_miss_right_before_a_secret_does_not_hide_it() {
        try (Scrubber scrubber = scrubber("aaaaaaaab")) {
            assertBody("aaa***", 1, scrubber, "aaaaaaaaaaab");
            assertBody("%61***%", 1, scrubber, "%61%61aaaaaaab%");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "abcdefgh, x abcdefgh x, x *** x", // 8 bytes: the first length that counts anywhere
        "abcdefg, x abcdefg x, x abcdefg x",
        "abcdefg, xYWJjZGVmZwx, x***x", // its base64 has 10
        "abcde, xYWJjZGU=x, x***x", // with its padding 8, and without it 7
        "abcde, xYWJjZGUx, xYWJjZGUx"
    })
    void E4_what_is_under_8_bytes_is_left_alone_within_a_text(String secret, String body, String expected) {
        try (Scrubber scrubber = scrubber(secret)) {
            assertBody(expected, expected.equals(body) ? 0 : 1, scrubber, body);
            assertEquals(expected, scrubber.scrubHeader(body));
        }
    }

    @Test
    void E4_what_is_under_8_bytes_is_masked_as_the_whole_value_of_a_json_string_or_header() {
        try (Scrubber scrubber = scrubber("p\"/w1")) {
            assertBody("{\"a\": \"***\"}", 1, scrubber, "{\"a\": \"p\\\"/w1\"}");
            assertBody("[\"***\",\"***\"]", 2, scrubber, "[\"p\\\"\\/w1\",\"cCIvdzE\"]");
            assertBody("\"***\"", 1, scrubber, "\"p\\\"/w1\"");
            assertEquals("***", scrubber.scrubHeader("p\"/w1"));
            assertEquals("***", scrubber.scrubHeader("cCIvdzE"));
            assertEquals("\"***\"", scrubber.scrubHeader("\"p\"/w1\""));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "\"abc d\"", "\"d abc\"", "\"\\\"abc\"", "\"abc", "abc\"", "{\"a\":abc}"})
    void E4_what_is_under_8_bytes_is_left_alone_where_it_is_less_than_a_json_string(String body) {
        try (Scrubber scrubber = scrubber("abc")) {
            assertUntouched(scrubber, body);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"token\":\"some-other-token\",\"pad\":\"dG9rZW4=\"}",
                "{\"a\":\"***\"}",
                "%",
                "%4",
                "\\",
                "\\u",
                "\\u00",
                "tok%2",
                "tok\\",
                "tok\\u002",
                "tok%2F9f8e",
                "tok/9f8e+7d6c==5b4a\"3210&Z",
                "dG9rLzlmOGUrN2Q2Yz09NWI0YSIzMjEw",
                "\\ud83d",
                "\\ud83d\\",
                "\\ud83d\\u0041",
                "%zz\\uzzzz\\x"
            })
    void E4_a_body_without_a_hit_is_the_very_array(String body) {
        try (Scrubber scrubber = scrubber("tok/9f8e+7d6c==5b4a\"3210&z", "😀😀😀")) {
            assertUntouched(scrubber, body);
        }
    }

    @Test
    void E4_a_body_that_lacks_one_character_of_the_secret_is_the_very_array() {
        String text = "tok/9f8e+7d6c==5b4a\"3210&z";
        try (Scrubber scrubber = scrubber(text)) {
            for (Form form : Form.values()) {
                String whole = form.of(text);
                int most = whole.endsWith("=") ? whole.indexOf("=", whole.length() - 2) - 1 : whole.length() - 1;
                if (form != Form.PERCENT_OF_BASE64 && form != Form.JSON_OF_BASE64_GSON) {
                    assertUntouched(scrubber, "<" + whole.substring(0, most) + ">");
                    assertUntouched(scrubber, "<#" + whole.substring(1) + ">");
                }
            }
        }
    }

    @Test
    void E4_random_bodies_of_the_secrets_own_characters_are_the_very_array() {
        String alphabet = "tok/9+=\"%\\u02F&";
        Random random = new Random(7);
        try (Scrubber scrubber = scrubber("tok/9tok+9\"tok&2F")) {
            for (int i = 0; i < 2000; i++) {
                assertUntouched(
                        scrubber,
                        random.ints(200, 0, alphabet.length())
                                .mapToObj(index -> alphabet.substring(index, index + 1))
                                .collect(Collectors.joining()));
            }
        }
    }

    @Test
    void bytes_that_are_no_text_pass_unchanged_around_a_hit() {
        byte[] body = "..token-0123456789..".getBytes(UTF_8);
        body[0] = body[19] = (byte) 0xFF;
        body[1] = body[18] = 0;
        try (Scrubber scrubber = scrubber("token-0123456789")) {
            assertEquals(
                    "\u00ff\0***\0\u00ff", new String(scrubber.scrubBody(body).body(), ISO_8859_1));
        }
    }

    @Test
    void without_secrets_or_with_an_empty_one_nothing_is_masked() {
        assertUntouched(scrubber(), "any % \\ \"\"");
        assertUntouched(scrubber(""), "any % \\ \"\"");
    }

    @Test
    void S5_a_closed_scrubber_refuses_to_pass_an_answer() {
        Secret secret = Secret.owning("token-0123456789".getBytes(UTF_8));
        Scrubber scrubber = Scrubber.of(List.of(secret));
        scrubber.close();

        assertThrows(IllegalStateException.class, () -> scrubber.scrubBody(new byte[0]));
        assertThrows(IllegalStateException.class, () -> scrubber.scrubHeader("token-0123456789"));
        assertEquals(Secret.owning("token-0123456789".getBytes(UTF_8)), secret);
    }

    @Test
    void S5_a_scrubber_closed_during_a_search_never_lets_an_answer_pass_unsearched() throws Exception {
        byte[] body = ("t".repeat(100_000) + "token-0123456789").getBytes(UTF_8);
        for (int i = 0; i < 100; i++) {
            Scrubber scrubber = scrubber("token-0123456789");
            CountDownLatch begun = new CountDownLatch(1);
            CompletableFuture<Integer> hits = CompletableFuture.supplyAsync(() -> {
                begun.countDown();
                return scrubber.scrubBody(body).hits();
            });
            begun.await();
            scrubber.close();
            assertEquals(1, hits.exceptionally(refused -> 1).get());
        }
    }

    @Test
    void S5_an_erased_text_is_overwritten() {
        byte[] text = "token-0123456789".getBytes(UTF_8);
        new SoughtText(text).erase();

        assertEquals("\0".repeat(16), new String(text, UTF_8));
    }

    private static void assertBody(String expected, int hits, Scrubber scrubber, String body) {
        ScrubResult result = scrubber.scrubBody(body.getBytes(UTF_8));
        assertEquals(expected, new String(result.body(), UTF_8));
        assertEquals(hits, result.hits());
    }

    private static void assertUntouched(Scrubber scrubber, String body) {
        byte[] bytes = body.getBytes(UTF_8);
        assertSame(bytes, scrubber.scrubBody(bytes).body(), body);
        assertEquals(body, new String(bytes, UTF_8));
        String header = "x" + body;
        assertSame(header, scrubber.scrubHeader(header));
    }

    private static Scrubber scrubber(String... texts) {
        return Scrubber.of(Arrays.stream(texts)
                .map(text -> Secret.owning(text.getBytes(UTF_8)))
                .toList());
    }

    private static String percent(String text, String raw, String format) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : text.getBytes(UTF_8)) {
            boolean kept = octet > 0 && (Character.isLetterOrDigit(octet) || raw.indexOf(octet) >= 0);
            encoded.append(kept ? String.valueOf((char) octet) : format.formatted(octet & 0xFF));
        }
        return encoded.toString();
    }

    private static String all(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : text.getBytes(UTF_8)) {
            encoded.append("%%%02x".formatted(octet & 0xFF));
        }
        return encoded.toString();
    }

    private static String lowerHex(String encoded) {
        return Pattern.compile("%..").matcher(encoded).replaceAll(hit -> hit.group()
                .toLowerCase(Locale.ROOT));
    }

    private static String units(String text, String kept, String format) {
        return text.chars()
                .mapToObj(unit ->
                        Character.toString(unit).matches(kept) ? Character.toString(unit) : format.formatted(unit))
                .collect(Collectors.joining());
    }

    private static String json(JsonMapper mapper, String text) {
        try {
            String quoted = mapper.writeValueAsString(text);
            return quoted.substring(1, quoted.length() - 1);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
