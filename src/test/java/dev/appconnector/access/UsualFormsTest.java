package dev.appconnector.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read without a regular expression, because each call passes there, is read exactly as the one says. */
class UsualFormsTest {

    @Test
    void a_bearer_is_what_the_pattern_takes_and_nothing_else() {
        Pattern pattern = Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/=-]+)");
        List<String> pieces = new ArrayList<>(List.of(
                "Bearer ", "Bearer", "bearer ", "BEARER", "Basic ", " ", "  ", "\t", "\n", "ac_k", ",", "é", ""));
        for (char c = 0; c < 300; c++) {
            pieces.add(String.valueOf(c));
        }
        int taken = 0;
        for (String first : pieces.subList(0, 13)) {
            for (String second : pieces) {
                for (String third : pieces) {
                    String text = first + second + third;
                    Matcher matcher = pattern.matcher(text);
                    Optional<String> expected = matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
                    assertEquals(expected, Presented.bearer(text), text);
                    taken += expected.isPresent() ? 1 : 0;
                }
            }
        }
        assertTrue(taken > 1_000, "texts of both kinds were read");
    }

    @Test
    void json_is_what_the_pattern_takes_and_nothing_else() {
        Pattern pattern =
                Pattern.compile("application/json *(; *charset *= *\"?utf-8\"? *)?", Pattern.CASE_INSENSITIVE);
        List<String> heads = List.of("application/json", "Application/JSON", "application/jsonp", "text/json", "");
        List<String> tails = List.of("", " ", ";", "; ", "x", ",", "\t");
        List<String> charsets =
                List.of("", "charset=utf-8", "charset=UTF-8", "charset=\"utf-8", "charset=latin1", "a=b");
        int taken = 0;
        for (String before : tails) {
            for (String head : heads) {
                for (String between : tails) {
                    for (String charset : charsets) {
                        for (String after : tails) {
                            String text = before + head + between + charset + after;
                            boolean expected = pattern.matcher(text.strip()).matches();
                            assertEquals(expected, JsonBody.isJson(text), text);
                            taken += expected ? 1 : 0;
                        }
                    }
                }
            }
        }
        assertTrue(taken > 50, "texts of both kinds were read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/{id}", "/api", "/api/{id}/usage", "/{a}/{b}"})
    void a_path_is_what_its_template_stands_for_with_a_slash_at_its_end_or_without(String template) {
        Pattern pattern = Pattern.compile(template.replaceAll("\\{[^/}]+}", "[^/]+") + "/?");
        List<String> pieces = List.of("", "/", "/api", "api", "/x", "{id}", "/usage", "/usag", "usages", "\n", "?");
        int matched = 0;
        for (String first : pieces) {
            for (String second : pieces) {
                for (String third : pieces) {
                    for (String fourth : pieces) {
                        String path = first + second + third + fourth;
                        boolean expected = pattern.matcher(path).matches();
                        assertEquals(expected, PathTemplate.of(template).matches(path), path);
                        matched += expected ? 1 : 0;
                    }
                }
            }
        }
        assertTrue(matched > 5, "paths of both kinds were read");
    }
}
