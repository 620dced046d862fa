package dev.appconnector.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectorNameTest {

    private static final String SMILE = "\ud83d\ude00";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "Orders API v2.1",
                "Sales/EU (new) - #1 & more!",
                "\u00c4rzte",
                "\u65e5\u672c\u8a9e",
                SMILE,
                "a-b_c.d:e@f%g'h`i|j~k^l[m]n=o+p*q?r;s,t",
                "0190a5c2-7b1e-7c3a-9f00-00000000000",
                "x0190a5c2-7b1e-7c3a-9f00-000000000000"
            })
    void a_name_is_printable_text_D10(String text) {
        assertEquals(text, ConnectorName.parse(text).text());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                " a",
                "a ",
                "\u00a0a",
                "a\u3000",
                "a\tb",
                "a\nb",
                "a\u0000b",
                "a\u0085b",
                "a\u200bb",
                "a\u202eb",
                "a\ufeffb",
                "a\u2028b",
                "a\u2029b",
                "a\ud800b",
                "a\ue000b",
                "a\uffffb",
                "${body}",
                "a{b",
                "a}b",
                "a$b",
                "a\"b",
                "a\\b",
                "a<b",
                "a>b",
                "A\u0308rzte", // Ä in two parts
                "0190a5c2-7b1e-7c3a-9f00-000000000000",
                "0190A5C2-7B1E-7C3A-9F00-000000000000"
            })
    void a_name_is_trimmed_composed_unreserved_and_no_id_D10(String text) {
        Problem problem = assertThrows(Problem.class, () -> ConnectorName.parse(text));
        assertEquals(Problem.Type.CONNECTOR_INVALID, problem.type());
        assertEquals("/name", problem.errors().get(0).field());
        assertTrue(problem.errors().get(0).message().startsWith("D10: "));
    }

    @Test
    void a_name_has_at_most_128_characters_D10() {
        assertEquals(256, ConnectorName.parse(SMILE.repeat(128)).text().length());
        assertThrows(Problem.class, () -> ConnectorName.parse(SMILE.repeat(129)));
        assertThrows(Problem.class, () -> ConnectorName.parse("a".repeat(129)));
    }

    @ParameterizedTest
    @CsvSource({
        "Salesforce, SALESFORCE",
        "stra\u00dfe, STRASSE",
        "\uff21PI, api", // full width
        "\ufb01ne, FINE", // a ligature
        "\u03c3\u03c2, \u03a3\u03a3", // final sigma
        "a\u00a0b, A B"
    })
    void names_that_differ_in_case_or_form_share_a_key_D10(String one, String other) {
        assertEquals(key(one), key(other));
    }

    @Test
    void names_that_differ_otherwise_have_other_keys_D10() {
        assertNotEquals(key("CRM 1"), key("CRM 2"));
        assertNotEquals(key("Arzte"), key("\u00c4rzte"));
    }

    private static String key(String text) {
        return ConnectorName.parse(text).key();
    }
}
