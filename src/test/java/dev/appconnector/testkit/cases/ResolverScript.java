package dev.appconnector.testkit.cases;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.ScriptedResolver.Script;
import java.time.Duration;
import java.util.Set;

/** Turns what a case says of one call's look-ups into a resolver's script. */
final class ResolverScript {

    /** A cname says only how the answers came about: the resolver follows it. closeAfter is of the target. */
    private static final Set<String> KNOWN = Set.of("answers", "then", "error", "delayMs", "cname", "closeAfter");

    private ResolverScript() {}

    static Script of(JsonNode step) {
        step.fieldNames().forEachRemaining(name -> {
            if (!KNOWN.contains(name)) {
                throw new IllegalArgumentException("A resolver's " + name + " means nothing here.");
            }
        });
        Script script = step.has("error") ? Script.error() : Script.answers(literals(step.path("answers")));
        if (step.has("then")) {
            script.then(literals(step.path("then")));
        }
        return script.delay(Duration.ofMillis(step.path("delayMs").asLong(0)));
    }

    private static String[] literals(JsonNode array) {
        return SecurityCase.texts(array).toArray(String[]::new);
    }
}
