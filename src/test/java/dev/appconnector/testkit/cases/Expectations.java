package dev.appconnector.testkit.cases;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Recorded;
import dev.appconnector.testkit.ScriptedResolver;
import dev.appconnector.testkit.TestDialler;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compares what came of a case's call with what the case expects, and says what is wrong: every {@code expect},
 * {@code mustNot} and {@code max} member there is.
 */
public final class Expectations {

    private static final Set<String> KNOWN = Set.of(
            "expect",
            "expectStatus",
            "expectProblem",
            "expectNoRequest",
            "expectTargetRequests",
            "expectNoRequestTo",
            "expectTarget",
            "expectEnvelope",
            "expectApiResponse",
            "expectLogsNotContain",
            "expectNotStored",
            "expectCanonicalDomain",
            "expectSecretState",
            "expectConnect",
            "mustNotConnect",
            "mustNotContainEnv",
            "maxWallMs");

    /** How many times longer a reply may take than its case says, where nothing else tells a late one from one that hung. */
    private static final int LOADED = 4;

    /** Whatever the case is about. */
    private static final List<String> NEVER_LOGGED = List.of("<valid:admin>", ConnectorDefinition.ORDINARY_SECRET);

    private final SecurityCase theCase;
    private final Observed seen;
    private final List<String> failures = new ArrayList<>();

    private Expectations(SecurityCase theCase, Observed seen) {
        this.theCase = theCase;
        this.seen = seen;
    }

    /** What is wrong, a sentence each; nothing when all is as it must be. A member that is not known is an error. */
    public static List<String> failures(SecurityCase theCase, Observed seen) {
        Expectations expectations = new Expectations(theCase, seen);
        theCase.json().fieldNames().forEachRemaining(expectations::mustBeKnown);
        expectations.checkOutcome();
        expectations.checkConnections();
        expectations.checkTarget();
        expectations.failures.addAll(ReplyExpectations.failures(theCase, seen));
        expectations.checkLeaks();
        expectations.checkManagement();
        expectations.tellOfTheLog();
        return expectations.failures;
    }

    private void checkOutcome() {
        boolean allowed = seen.reply().isSuccess();
        if (theCase.isAllowed() && !allowed && !theCase.mayAsWellBe("refuse")) {
            fail("It must be allowed, but the reply is " + seen.reply());
        }
        if (!theCase.isAllowed() && !(allowed && theCase.mayAsWellBe("allow"))) {
            checkRefusal();
        }
        long maxMillis = maxMillis();
        if (seen.reply().took().toMillis() > maxMillis) {
            fail("The reply took %d ms, more than %d."
                    .formatted(seen.reply().took().toMillis(), maxMillis));
        }
    }

    /**
     * On a machine that does much else a reply may take longer than the case says. It may not take as long as what the case
     * lets hang, or it waited for that.
     */
    private long maxMillis() {
        JsonNode said = theCase.member("maxWallMs");
        if (said.isMissingNode()) {
            return Long.MAX_VALUE;
        }
        long hangs = Stream.of(
                        theCase.target().path("headerDelayMs"),
                        theCase.member("call").at("/background/target/headerDelayMs"),
                        theCase.member("resolver").at("/0/delayMs"))
                .mapToLong(JsonNode::asLong)
                .max()
                .orElseThrow();
        return hangs > 0 ? hangs * 9 / 10 : said.asLong() * LOADED;
    }

    private void checkRefusal() {
        int status = seen.reply().status();
        if (status == 0 && theCase.member("connectionMayClose").asBoolean()) {
            return;
        }
        int wanted = theCase.member("expectStatus").asInt();
        boolean asGood = SecurityCase.texts(theCase.member("statusAlso")).contains(Integer.toString(status));
        if (status != wanted && !asGood) {
            fail("It must be refused with " + wanted + ", but the reply is " + seen.reply());
        }
        String problem = theCase.member("expectProblem").asText();
        if (status == wanted && !problem.isEmpty() && !seen.reply().problem().equals(problem)) {
            fail("The problem must be " + problem + ", but the reply is " + seen.reply());
        }
    }

    private void checkConnections() {
        if (theCase.member("expectNoRequest").asBoolean()
                && seen.connections() + seen.dialled().size() + seen.requests().size() > 0) {
            fail("No target may be contacted, but dialled was " + seen.dialled() + ", requests " + seen.requests());
        }
        for (String place : SecurityCase.texts(theCase.member("expectNoRequestTo"))) {
            checkNothingAt(place);
        }
        List<String> dialled = seen.dialled().stream()
                .map(address -> TestDialler.plain(address.getAddress()))
                .toList();
        for (String address : SecurityCase.texts(theCase.member("mustNotConnect"))) {
            if (dialled.contains(plain(address))) {
                fail(address + " must never be dialled, but dialled was " + dialled);
            }
        }
        List<String> either = SecurityCase.texts(theCase.member("expectConnect"));
        if (!either.isEmpty() && either.stream().map(Expectations::plain).noneMatch(dialled::contains)) {
            fail("One of " + either + " must be dialled, but dialled was " + dialled);
        }
    }

    private void checkNothingAt(String place) {
        boolean asked = seen.requests().stream()
                .anyMatch(request ->
                        place.equalsIgnoreCase(request.header("Host")) || place.equalsIgnoreCase(request.host()));
        boolean reached = seen.dialled().stream().anyMatch(address -> Stream.of("", ":" + address.getPort())
                .anyMatch(port -> place.equals(TestDialler.plain(address.getAddress()) + port)));
        if (asked || reached) {
            fail(place + " must see nothing, but dialled was " + seen.dialled() + ", requests " + seen.requests());
        }
    }

    private void checkTarget() {
        List<Recorded> atTarget = seen.requests().stream()
                .filter(request -> request.host()
                        .equals(ConnectorDefinition.host(theCase.connector().path("domain"))))
                .toList();
        JsonNode count = theCase.member("expectTargetRequests");
        if (!count.isMissingNode() && atTarget.size() != count.asInt()) {
            fail("The target must see %s requests, but saw %s.".formatted(count, atTarget));
        }
        boolean mustBeCalled = theCase.isAllowed() && theCase.action().equals("run.execute");
        if (atTarget.isEmpty() && (mustBeCalled || theCase.json().has("expectTarget"))) {
            fail("The target must be called, but saw nothing.");
        }
        atTarget.forEach(
                request -> failures.addAll(TargetExpectations.failures(theCase.member("expectTarget"), request)));
    }

    private void checkLeaks() {
        List<String> mustNotBeLogged = new ArrayList<>(NEVER_LOGGED);
        mustNotBeLogged.addAll(SecurityCase.texts(theCase.member("expectLogsNotContain")));
        for (String text : mustNotBeLogged) {
            if (seen.logs().contains(seen.placeholders().apply(text))) {
                fail("The log holds what it must not: " + text);
            }
        }
        String variable = theCase.member("mustNotContainEnv").asText();
        String value = variable.isEmpty() ? null : System.getenv(variable);
        if (value == null || value.isBlank()) {
            return;
        }
        for (String form : List.of(value, URLEncoder.encode(value, StandardCharsets.UTF_8))) {
            if (seen.requests().stream().anyMatch(request -> request.wireText().contains(form))
                    || seen.reply().everything().contains(form)) {
                fail("The environment's " + variable + " was given out.");
            }
        }
    }

    private void checkManagement() {
        if (theCase.member("expectNotStored").asBoolean() && seen.newConnector()) {
            fail("The connector must not be stored, but it is.");
        }
        String domain = theCase.member("expectCanonicalDomain").asText();
        if (!domain.isEmpty() && !seen.connector().path("domain").asText().equals(domain)) {
            fail("The stored domain must be " + domain + ", but is "
                    + seen.connector().path("domain"));
        }
        String state = theCase.member("expectSecretState").asText();
        boolean set = seen.connector().path("auth").findValues("set").stream().anyMatch(JsonNode::asBoolean);
        if (!state.isEmpty() && set != state.equals("set")) {
            fail("The secret must be " + state + ", but the connector is " + seen.connector());
        }
    }

    /** What failed is seldom to be understood without it. */
    private void tellOfTheLog() {
        if (!failures.isEmpty()) {
            seen.logs().lines().filter(line -> line.matches("(WARN|ERROR) .*")).forEach(failures::add);
        }
    }

    private void mustBeKnown(String member) {
        if (member.matches("(expect|mustNot|max).*") && !KNOWN.contains(member)) {
            throw new IllegalArgumentException(member + " means nothing here: teach Expectations.");
        }
    }

    private void fail(String sentence) {
        failures.add(sentence);
    }

    private static String plain(String literal) {
        try {
            return TestDialler.plain(ScriptedResolver.address(literal, literal));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal + " is no address literal.", e);
        }
    }
}
