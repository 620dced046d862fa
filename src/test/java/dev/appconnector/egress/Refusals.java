package dev.appconnector.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.problem.Problem;
import java.util.List;
import java.util.Set;

/** Asks the rules for a refusal, and looks at which rule gave it. */
final class Refusals {

    private Refusals() {}

    /** The problem of a path that this rule, and no other, must refuse on a connector without API key. */
    static Problem ofPath(String rule, String prefix, String path) {
        return ofPath(rule, prefix, path, null);
    }

    static Problem ofPath(String rule, String prefix, String path, String refusedParameter) {
        Problem problem = assertThrows(Problem.class, () -> RequestTarget.of(prefix, path, refusedParameter));
        assertEquals(Problem.Type.PATH_REFUSED, problem.type());
        assertTrue(problem.detail().startsWith("Rule " + rule + ": "), problem.detail());
        assertEquals(List.of(new Problem.FieldError("/path", problem.detail())), problem.errors());
        return problem;
    }

    /** The problem of a header list that this rule must refuse. */
    static Problem ofHeaders(String rule, List<HeaderField> headers, String... reservedNames) {
        Problem problem = assertThrows(Problem.class, () -> HeaderRules.checkRequest(headers, Set.of(reservedNames)));
        assertEquals(Problem.Type.HEADER_REFUSED, problem.type());
        assertTrue(problem.detail().contains("Rule " + rule + ": "), problem.detail());
        assertEquals(1, problem.errors().size());
        return problem;
    }
}
