package dev.appconnector.testkit.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.appconnector.testkit.FakeTarget;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class CaseRunnerTest {

    private static final List<String> OF_THE_GUARD = List.of(
            "path-traversal",
            "authority-smuggling",
            "query-smuggling",
            "method-abuse",
            "header-injection",
            "ssrf-addresses",
            "connector-definition",
            "redirects");
    private static final CaseRunner RUNNER = new CaseRunner(NaiveGateway::new);

    @AfterAll
    static void stop() {
        RUNNER.close();
    }

    @Test
    void every_case_has_an_id_of_its_own() {
        List<String> ids = SecurityCase.all().map(SecurityCase::id).toList();

        assertEquals(257, ids.size());
        assertEquals(Set.copyOf(ids).size(), ids.size());
    }

    @ParameterizedTest
    @MethodSource("dev.appconnector.testkit.cases.SecurityCase#all")
    void every_member_of_a_case_is_understood(SecurityCase theCase) {
        if (!theCase.target().isMissingNode()) {
            assertNotNull(TargetScript.behaviour(theCase.target()));
        }
        theCase.resolver().forEach(ResolverScript::of);
        assertNotNull(new CaseCall(theCase, null));
        assertNotNull(ConnectorDefinition.of(theCase));
    }

    @ParameterizedTest
    @MethodSource("dev.appconnector.testkit.cases.SecurityCase#all")
    void a_program_that_always_fails_or_always_says_yes_passes_no_case(SecurityCase theCase) {
        assertFalse(Expectations.failures(theCase, nothingBut(500, "")).isEmpty());
        if (!theCase.isAllowed() && theCase.action().equals("run.execute") && !theCase.mayAsWellBe("allow")) {
            assertFalse(Expectations.failures(theCase, nothingBut(200, "{}")).isEmpty());
        }
    }

    /** What a gateway without any guard does right: these need the whole way there and back. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "legit-4d976573", // raw path
                "legit-c5b2306c", // JSON body
                "legit-51e1fc1d", // the credential, once
                "header-injection-c89b1861", // a caller's header
                "response-headers-494c2efe", // a header in the envelope
                "redirects-02ed4d2e", // nothing at other hosts
                "dns-rebinding-6337aacb", // an address dialled, by policy
                "api-auth-8ff6cc83", // a connector made by an admin
                "connector-definition-f708d67f", // with that name
                "timeouts-50284151", // a reset, not tried again
                "timeouts-e6be7646", // a slow answer
                "timeouts-14580b26", // calls in the background
                "api-auth-ed75dacc" // a key as a placeholder
            })
    void a_case_that_is_met_has_no_failures(String id) throws Exception {
        assertEquals(List.of(), RUNNER.failures(SecurityCase.of(id)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "path-traversal-61d3884d", // refused, no request
                "dns-rebinding-911d0204", // an address never dialled
                "dns-rebinding-75e40048", // the second call's answer
                "response-headers-81d38e37", // absent header
                "secret-echo-e9306561", // JSON-escaped secret
                "secret-echo-63282c7b", // secret in a header
                "connector-definition-bc16f76d", // not stored
                "connector-definition-7c7d18d6", // canonical domain
                "secret-echo-2a947595", // secret in a management reply
                "api-auth-1871d6b5", // key in the log
                "api-auth-028a2dc7", // CORS
                "api-auth-4d958784", // a forged token
                "api-auth-eea3ef14", // a token that is not yet valid
                "api-auth-3fd092ce", // a token with another kid
                "api-auth-811df7b1", // a runner's update
                "api-auth-dc21d167", // a runner's admin key
                "json-abuse-ab54d5b3" // raw body
            })
    void a_case_that_is_broken_has_failures(String id) throws Exception {
        assertFalse(RUNNER.failures(SecurityCase.of(id)).isEmpty());
    }

    @Test
    void a_gateway_without_a_guard_passes_no_case_of_a_guard() throws Exception {
        for (String family : OF_THE_GUARD) {
            for (SecurityCase each : SecurityCase.family(family).toList()) {
                if (!each.isAllowed()) {
                    assertFalse(RUNNER.failures(each).isEmpty(), each.toString());
                }
            }
        }
    }

    @Test
    void a_reply_is_read_while_a_huge_request_is_still_being_sent() throws Exception {
        SecurityCase huge = SecurityCase.of("json-abuse-e2309dc4");
        try (NaiveGateway gateway = new NaiveGateway(null);
                FakeTarget refusing = FakeTarget.http()) {
            refusing.greet(connection -> {
                connection.send("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n");
                connection.staySilent();
            });
            Credentials credentials = new Credentials(gateway, new ApiClient(gateway.api()));
            ApiRequest request = new CaseCall(huge, credentials).request(null, "id");

            assertTrue(request.length() >= 1 << 30);
            assertEquals(413, new ApiClient(refusing.address()).send(request).status());
        }
    }

    private static Observed nothingBut(int status, String body) {
        ApiReply reply = new ApiReply(status, List.of(), body.getBytes(StandardCharsets.UTF_8), Duration.ZERO);
        return new Observed(reply, List.of(), List.of(), 0, "", false, MissingNode.getInstance(), text -> text);
    }
}
