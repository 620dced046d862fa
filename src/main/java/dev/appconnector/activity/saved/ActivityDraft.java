package dev.appconnector.activity.saved;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.appconnector.activity.template.BodyTemplate;
import dev.appconnector.activity.template.Parameters;
import dev.appconnector.activity.template.TextTemplate;
import dev.appconnector.answer.Selection;
import dev.appconnector.connector.ConnectorName;
import dev.appconnector.egress.HeaderRules;
import dev.appconnector.egress.RequestMethod;
import dev.appconnector.egress.RequestTarget;
import dev.appconnector.json.Pointer;
import dev.appconnector.problem.Problem;
import dev.appconnector.problem.Problem.FieldError;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One document on its way to a saved activity: gathers all that is wrong with it. For one thread. */
final class ActivityDraft {

    static final FieldError NO_CONNECTOR =
            new FieldError("/connector", "There is no connector of this name or id. Look it up in the list.");

    private static final int LONGEST_DESCRIPTION = 1_000;

    private final ActivityDocument document;
    private final ActivityDocument.Fields fields;
    private final Duration maxTimeout;
    private final List<FieldError> faults = new ArrayList<>();

    /** @param maxTimeout the longest that a run may take */
    ActivityDraft(ActivityDocument document, Duration maxTimeout) {
        this.document = document;
        this.fields = document.fields();
        this.maxTimeout = maxTimeout;
    }

    /**
     * What the document says, where it holds to every rule.
     *
     * @param connector the one that it names; empty where there is none
     * @throws Problem {@code activity-invalid} with an entry for each field that is wrong
     */
    SavedActivity.Definition definition(Optional<UUID> connector) {
        checkName();
        checkDescription();
        if (connector.isEmpty()) {
            faults.add(NO_CONNECTOR);
        }
        List<FieldError> wrongParameters = Parameters.faults(fields.parameters());
        faults.addAll(wrongParameters);
        checkMethod();
        checkPath();
        checkHeaders();
        checkTimeout();
        if (fields.select() != null) {
            Selection.whyNot(fields.select()).ifPresent(why -> fault("/select", "V6: " + why));
        }
        if (faults.isEmpty()) {
            checkBody();
        }
        if (!faults.isEmpty()) {
            throw Problem.ofFields(Problem.Type.ACTIVITY_INVALID, faults);
        }
        return new SavedActivity.Definition(
                fields.description() == null ? "" : fields.description(),
                fields.method(),
                fields.path(),
                fields.headers(),
                fields.timeout(),
                fields.waitForResult() == null || fields.waitForResult(),
                fields.parameters(),
                fields.select());
    }

    private void fault(String place, String message) {
        faults.add(new FieldError(place, message));
    }

    private void checkName() {
        if (!ActivityReference.isName(fields.name())) {
            fault("/name", "V1: use 1 to 63 of a-z, 0-9 and -, a letter first, and nothing that looks like an id.");
        }
    }

    private void checkDescription() {
        String description = fields.description();
        if (description != null
                && (description.length() > LONGEST_DESCRIPTION || !ConnectorName.isPrintable(description))) {
            fault("/description", "V1: use at most %d printable characters.".formatted(LONGEST_DESCRIPTION));
        }
    }

    private void checkMethod() {
        try {
            RequestMethod method = RequestMethod.of(fields.method());
            if (document.body() != null && !method.mayHaveBody()) {
                fault("/body", "M1: a " + method + " request has no body: leave it out.");
            }
        } catch (Problem refused) {
            faults.addAll(refused.errors());
        }
    }

    /** The path is judged with a letter in each place: what a value adds to it is encoded, and judged again in each run. */
    private void checkPath() {
        TextTemplate template =
                TextTemplate.ofPath(fields.path(), fields.parameters().keySet());
        Map<String, JsonNode> letters = new HashMap<>();
        template.names().forEach(name -> letters.put(name, TextNode.valueOf("x")));
        try {
            RequestTarget.of("", template.filled(letters, letter -> letter), null);
            if (fields.path().contains("{{") || fields.path().contains("${")) {
                fault("/path", "Rule Q3: in a path a parameter stands as {name}. Percent-encode other braces.");
            }
        } catch (Problem refused) {
            faults.addAll(refused.errors());
        }
        TextTemplate.partsOfPath(fields.path(), fields.parameters().keySet()).stream()
                .filter(name -> fields.parameters().get(name) != null
                        && !fields.parameters().get(name).always())
                .forEach(name -> fault(
                        Pointer.child("/parameters", name),
                        "V3: a path needs all of its parts: make the parameter required, or give it a default."));
    }

    private void checkHeaders() {
        Set<String> taken = new HashSet<>();
        long characters = 0;
        for (Map.Entry<String, String> header : fields.headers().entrySet()) {
            String place = Pointer.child("/headers", header.getKey());
            if (header.getValue() == null) {
                fault(place, "Rule H3: a header's value is a text.");
                continue;
            }
            characters += header.getKey().length() + header.getValue().length();
            HeaderRules.whyNotAStoredHeader(header.getKey(), header.getValue()).ifPresent(why -> fault(place, why));
            if (!taken.add(HeaderRules.normalise(header.getKey()))) {
                fault(place, "Rule H4: its name, read without case and with _ as -, was there before. Send it once.");
            }
        }
        HeaderRules.whyNotStoredTogether(fields.headers().size(), characters).ifPresent(why -> fault("/headers", why));
    }

    private void checkTimeout() {
        Long timeout = fields.timeout();
        if (timeout != null && (timeout < 1 || timeout > maxTimeout.toMillis())) {
            fault("/timeout", "T2: the timeout is not between 1 and %d ms.".formatted(maxTimeout.toMillis()));
        }
    }

    /** That it is JSON is known; here it must become a template. */
    private void checkBody() {
        if (document.body() != null) {
            BodyTemplate.of(
                    document.body().getBytes(StandardCharsets.UTF_8),
                    fields.parameters().keySet(),
                    null);
        }
    }
}
