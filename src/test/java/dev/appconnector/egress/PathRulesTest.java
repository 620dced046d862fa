package dev.appconnector.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.problem.Problem;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules P1 to P9, on a connector with the prefix {@code /v2}. */
class PathRulesTest {

    private static final String PREFIX = "/v2";

    @ParameterizedTest
    @CsvSource({
        "'', /, a, 8191", // the path itself
        "/v2, /, a, 8188", // with the prefix
        "'', /?, a, 8190", // with a query
        "'', /, ' ', 2730", // three characters each, once encoded
        "'', /, \u00e9, 1365" // six characters each, once encoded
    })
    void P1_a_target_has_at_most_8192_characters(String prefix, String start, String character, int most) {
        assertTrue(RequestTarget.of(prefix, start + character.repeat(most), null)
                        .asText()
                        .length()
                <= 8192);
        Refusals.ofPath("P1", prefix, start + character.repeat(most + 1));
    }

    @Test
    void P1_counts_the_path_before_anything_else() {
        Refusals.ofPath("P1", "", "\n" + "a".repeat(8192));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/\0",
                "/\t",
                "/\n",
                "/\r",
                "/\u001F",
                "/\u007F",
                "/\u0080",
                "/\u0085",
                "/\u009F", // Cc
                "/\u00AD",
                "/\u200B",
                "/\u200E",
                "/\u202E",
                "/\u2066",
                "/\uFEFF",
                "/\uDB40\uDC01", // Cf
                "/\u2028",
                "/\u2029",
                "/\uD800",
                "/\uDFFF",
                "/\uDC00\uD800",
                "/\uD83Dx", // separators, surrogates
                "/\uFFFE",
                "/\uFFFF",
                "/\uFDD0",
                "/\uFDEF",
                "/\uD83F\uDFFE",
                "/\uDBFF\uDFFF", // non-characters
                "/q?x=\n",
                "/q?x=\u202E",
                "/q?x=\uD800",
                "/q?x=\uFFFF"
            })
    void P2_refuses_what_cannot_be_seen(String path) {
        Refusals.ofPath("P2", PREFIX, path);
    }

    @ParameterizedTest
    @CsvSource({
        "' ', %20",
        "\u00A0, %C2%A0",
        "\u200C, %E2%80%8C", // Persian and Indic words need the joiners
        "\u200D, %E2%80%8D",
        "\uFDCF, %EF%B7%8F",
        "\uFDF0, %EF%B7%B0",
        "\uFFFD, %EF%BF%BD",
        "\uD83D\uDE00, %F0%9F%98%80",
        "\uDBFF\uDFFD, %F4%8F%BF%BD"
    })
    void P2_lets_the_neighbours_of_the_unseen_pass(String text, String sent) {
        assertEquals("/v2/a" + sent, sent("/a" + text));
        assertEquals("/v2/q?" + sent, sent("/q?" + text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/x#frag", "#", "/q?x=#y", "/x\\y", "\\\\evil.example", "/..\\admin", "/x\\?y"})
    void P3_refuses_a_raw_hash_anywhere_and_a_raw_backslash_in_the_path(String path) {
        Refusals.ofPath("P3", PREFIX, path);
    }

    @Test
    void P3_lets_an_encoded_hash_pass() {
        assertEquals("/v2/x%23y?z=%23", sent("/x%23y?z=%23"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@evil.example",
                ".evil.example",
                ":8443/x",
                "http://evil.example/",
                "users/1",
                " /x",
                "%2Fx",
                "%2F%2Fx",
                "//evil.example",
                "//",
                "///x",
                "//?x",
                "/%2Fevil",
                "/%2f",
                "/%252Fevil",
                "/%25252F",
                "%2F/x"
            })
    void P4_refuses_a_path_that_could_become_an_authority(String path) {
        Refusals.ofPath("P4", PREFIX, path);
        Refusals.ofPath("P4", "", path);
    }

    @ParameterizedTest
    @CsvSource({
        "'', /v2",
        "/, /v2/",
        "?x=1, /v2?x=1",
        "/x, /v2/x",
        "/x//y, /v2/x//y",
        "/x/%2F/y, /v2/x/%2F/y",
        "/x//, /v2/x//",
        "/?x=//y, /v2/?x=//y",
        "/@evil, /v2/@evil"
    })
    void P4_lets_a_path_pass_that_is_empty_or_starts_with_one_slash(String path, String sent) {
        assertEquals(sent, sent(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%", "/a%2", "/%2", "/%zz", "/%2g", "/%g2", "/%%41", "/%?41", "/%u0041", "/%\uFF11\uFF12"})
    void P5_refuses_a_broken_triplet(String path) {
        Refusals.ofPath("P5", PREFIX, path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%41", "/%4a", "/%4A", "/100%25", "/%7E"})
    void P5_lets_a_whole_triplet_pass(String path) {
        assertEquals("/v2" + path, sent(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%00",
                "/..%00/",
                "/%0A",
                "/%0d%0a",
                "/%1F",
                "/%7F",
                "/%C2%80",
                "/%C2%9F",
                "/%250A",
                "/%5C",
                "/%5c%5c",
                "/%255C",
                "/%25zz%255C", // a target that decodes what it can still meets the backslash
                "/%FF",
                "/%C3",
                "/%c0%ae",
                "/%e0%80%af",
                "/%ED%A0%80",
                "/%F4%90%80%80",
                "/%25FF",
                "/%C3\u00A9",
                "/%2525252561"
            })
    void P6_refuses_controls_backslashes_false_utf8_and_endless_encoding(String path) {
        Refusals.ofPath("P6", PREFIX, path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%20",
                "/%7E",
                "/%C2%A0",
                "/caf%C3%A9",
                "/%F4%8F%BF%BF",
                "/100%2525",
                "/%25zz",
                "/%25252561",
                "/%5B%5D"
            })
    void P6_lets_text_in_utf8_pass_that_is_encoded_four_times_at_most(String path) {
        assertEquals("/v2" + path, sent(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/\uFF0E",
                "/\u2024",
                "/\u2025",
                "/\u2026",
                "/\uFE52",
                "/\u2488", // .
                "/\uFF0F",
                "/\u2100",
                "/\uFF3C",
                "/\uFE68",
                "/\uFF05",
                "/\uFE6A",
                "/\uFF1F",
                "/\uFE56",
                "/\u2047", // / \ % ?
                "/\uFF03",
                "/\uFE5F",
                "/\uFF20",
                "/\uFE6B",
                "/\uFF1A",
                "/\uFE55",
                "/\u2A74",
                "/\uFF1B",
                "/\u037E", // # @ : ;
                "/\u2044",
                "/\u2215",
                "/\u2216",
                "/\u29F5",
                "/\u29F8",
                "/\u29F9",
                "/\u3002",
                "/\uFF61",
                "/%EF%BC%8F",
                "/%e2%80%a5/x",
                "/%25E2%2588%2595",
                "/..\uFF0Fadmin"
            })
    void P7_refuses_characters_that_read_as_a_delimiter(String path) {
        Refusals.ofPath("P7", PREFIX, path);
    }

    @ParameterizedTest
    @CsvSource({
        "/\uFF21, /v2/%EF%BC%A1", // folds to a letter
        "/\u00BD, /v2/%C2%BD", // folds to one, U+2044 and two, and is in many a name
        "/\u00B7, /v2/%C2%B7",
        "/\u3001, /v2/%E3%80%81",
        "/\u4e2d, /v2/%E4%B8%AD",
        "/q?x=\uFF0F, /v2/q?x=%EF%BC%8F", // a query does not move the path
        "/q?x=\u2044, /v2/q?x=%E2%81%84"
    })
    void P7_lets_other_foreign_text_pass(String path, String sent) {
        assertEquals(sent, sent(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.",
                "/..",
                "/...",
                "/../admin",
                "/a/./b",
                "/a/..",
                "/a/../",
                "/..?x",
                "/.. /x",
                "/ ..",
                "/. .",
                "/..\u00A0",
                "/\u3000.",
                "/..;",
                "/..;a=b/x",
                "/.;/x",
                "/..%3Bx",
                "/%2e",
                "/a/%2E%2e/b",
                "/..%2fadmin",
                "/a%2F..%2Fb",
                "/%252E%252E",
                "/%25252e%25252e/x",
                "/%2525252e",
                "/..%20/x",
                "/%2e%2e;%2f..%2fx",
                "/a;/../b",
                "/%25zz/%252e%252e"
            })
    void P8_refuses_dot_segments_in_every_spelling(String path) {
        Refusals.ofPath("P8", PREFIX, path);
        Refusals.ofPath("P8", "", path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/..a",
                "/a..",
                "/a..b",
                "/.well-known/x",
                "/a.",
                "/%2ehidden",
                "/;..",
                "/a;..",
                "/a;../b",
                "/-/.-",
                "/%20",
                "/x?next=/../a",
                "/x?y=/.."
            })
    void P8_lets_dots_pass_inside_a_longer_name(String path) {
        assertEquals("/v2" + path, sent(path));
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', /",
        "'', /, /",
        "'', ?x, /?x",
        "/v2, '', /v2",
        "/v2, /a b, /v2/a%20b",
        "/v2, /x%2F%2f%7e, /v2/x%2F%2f%7e",
        "/v2, '/\"<>^`{|}', /v2/%22%3C%3E%5E%60%7B%7C%7D",
        "/v2, /\u4e2d\u6587, /v2/%E4%B8%AD%E6%96%87",
        "/v2, /%41\u00e9%C3%A9, /v2/%41%C3%A9%C3%A9",
        "/v2, '/-._~!$&''()*+,;=:@[]', '/v2/-._~!$&''()*+,;=:@[]'",
        "/v2, /a;b=c/d//e/..f/@x:y, /v2/a;b=c/d//e/..f/@x:y"
    })
    void P9_sends_prefix_and_path_as_written_and_encodes_only_what_it_must(String prefix, String path, String sent) {
        assertEquals(sent, RequestTarget.of(prefix, path, null).asText());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"/a, /v2/a, none", "/a?, /v2/a, ''", "/a?b?c, /v2/a, b?c", "?b, /v2, b", "/a?b c, /v2/a, b%20c"})
    void P9_splits_the_path_from_the_query_at_the_first_question_mark(String text, String path, String query) {
        RequestTarget target = RequestTarget.of(PREFIX, text, null);
        assertEquals(path, target.path());
        assertEquals(query, target.query());
        assertEquals(query == null ? path : path + "?" + query, target.asText());
    }

    @ParameterizedTest
    @CsvSource({
        "'/abcde\n', 'character 7, LINE FEED (LF),'",
        "'\uD83D\uDE00\n', 'character 2, LINE FEED (LF),'", // counts characters, not UTF-16 units
        "/a#b, 'character 3, NUMBER SIGN,'",
        "/ab%00, 'character 4, NULL, in the decoded path,'"
    })
    void a_refusal_names_the_character_and_its_position(String path, String place) {
        Problem problem = assertThrows(Problem.class, () -> RequestTarget.of(PREFIX, path, null));
        assertTrue(problem.detail().contains(place), problem.detail());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sesame\n",
                "/sesame#",
                "sesame",
                "/sesame%",
                "/sesame/..",
                "/sesame%00",
                "/sesame?\\",
                "/sesame${"
            })
    void a_refusal_does_not_repeat_the_path(String path) {
        Problem problem = assertThrows(Problem.class, () -> RequestTarget.of(PREFIX, path, null));
        assertFalse(problem.toString().contains("sesame"), problem.toString());
    }

    @Test
    void a_target_does_not_print_itself() {
        assertEquals("<redacted>", RequestTarget.of("", "/sesame?x", null).toString());
    }

    @Test
    void the_quick_way_and_the_thorough_way_agree_and_send_visible_ascii() {
        String[] parts = {
            "/", ".", "..", "a", ";", "?", "%2e", "%2F", "%25", "%", " ", "\\", "$", "{", "@", "//", "\u00e9"
        };
        Random random = new Random(7);
        int plain = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder path = new StringBuilder("/");
            random.ints(random.nextInt(6), 0, parts.length).forEach(part -> path.append(parts[part]));
            String text = path.toString();
            if (RequestTarget.isPlain(text)) {
                plain++;
                assertEquals(RequestTarget.judged(PREFIX, text), RequestTarget.of(PREFIX, text, null));
                assertEquals(PREFIX + text, sent(text));
            } else {
                assertSendsVisibleAsciiOrRefuses(text);
            }
        }
        assertTrue(plain > 1000, plain + " plain paths prove little");
    }

    private static void assertSendsVisibleAsciiOrRefuses(String path) {
        try {
            assertTrue(sent(path).chars().allMatch(character -> character > ' ' && character < 0x7F), path);
        } catch (Problem refused) {
            assertEquals(Problem.Type.PATH_REFUSED, refused.type());
        }
    }

    private static String sent(String path) {
        return RequestTarget.of(PREFIX, path, null).asText();
    }
}
