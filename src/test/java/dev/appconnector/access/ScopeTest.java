package dev.appconnector.access;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.appconnector.access.Scope.Reach;
import dev.appconnector.problem.Problem;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nobody makes a key or a token that reaches further than they do themselves (U4). */
class ScopeTest {

    private static Reach reach(String text) {
        if (text.equals("*")) {
            return Reach.ALL;
        }
        return Reach.of(Arrays.stream(text.split(""))
                .filter(letter -> !letter.equals("-"))
                .map(letter -> new UUID(1, letter.charAt(0)))
                .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @CsvSource({
        "*, *, true",
        "*, ab, true",
        "*, -, true",
        "ab, ab, true",
        "ab, a, true",
        "ab, -, true",
        "-, -, true",
        "ab, *, false",
        "ab, abc, false",
        "ab, c, false",
        "-, a, false",
        "-, *, false"
    })
    void a_scope_covers_what_lies_wholly_within_it(String mine, String other, boolean covered) {
        Scope ofConnectors = new Scope(reach(mine), Reach.ALL);
        Scope ofActivities = new Scope(Reach.ALL, reach(mine));

        assertEquals(covered, ofConnectors.covers(new Scope(reach(other), Reach.NONE)));
        assertEquals(covered, ofActivities.covers(new Scope(Reach.NONE, reach(other))));
        assertEquals(covered, ofActivities.covers(new Scope(Reach.ALL, reach(other))));
    }

    @ParameterizedTest
    @CsvSource({
        "RUNNER, TOKEN, a, true",
        "RUNNER, RUNNER, ab, true",
        "RUNNER, TOKEN, c, false",
        "RUNNER, TOKEN, *, false",
        "RUNNER, ADMIN, a, false",
        "AUDITOR, TOKEN, -, false"
    })
    void a_caller_gives_away_no_wider_role_and_no_wider_scope(Role mine, Role other, String scope, boolean may) {
        Caller caller = Caller.ofKey(UUID.randomUUID(), "x", mine, new Scope(reach("ab"), Reach.NONE));
        Scope wanted = new Scope(reach(scope), Reach.of(Set.of()));

        if (may) {
            assertDoesNotThrow(() -> caller.requireCovers(other, wanted));
        } else {
            Problem refused = assertThrows(Problem.class, () -> caller.requireCovers(other, wanted));
            assertEquals(Problem.Type.FORBIDDEN, refused.type());
        }
    }
}
