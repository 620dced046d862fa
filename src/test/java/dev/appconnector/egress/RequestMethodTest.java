package dev.appconnector.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestMethodTest {

    @ParameterizedTest
    @CsvSource({"GET, true", "HEAD, false", "POST, true", "PUT, true", "PATCH, true", "DELETE, true", "OPTIONS, false"})
    void M1_knows_seven_methods_and_which_of_them_may_have_a_body(String text, boolean mayHaveBody) {
        assertEquals(text, RequestMethod.of(text).name());
        assertEquals(mayHaveBody, RequestMethod.of(text).mayHaveBody());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "get",
                "Get",
                "GET ",
                " GET",
                "GET\t",
                "GET\0",
                "TRACE",
                "CONNECT",
                "MOVE",
                "PROPFIND",
                "\uFF27ET"
            })
    void M1_refuses_every_other_method_and_every_other_case(String text) {
        Problem problem = assertThrows(Problem.class, () -> RequestMethod.of(text));
        assertEquals(Problem.Type.METHOD_REFUSED, problem.type());
        assertTrue(problem.detail().startsWith("Rule M1: "), problem.detail());
        assertEquals("/method", problem.errors().get(0).field());
    }

    @Test
    void a_refusal_does_not_repeat_the_method() {
        Problem problem = assertThrows(Problem.class, () -> RequestMethod.of("SESAME"));
        assertFalse(problem.toString().contains("SESAME")
                || problem.errors().toString().contains("SESAME"));
    }
}
