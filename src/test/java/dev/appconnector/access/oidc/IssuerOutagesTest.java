package dev.appconnector.access.oidc;

import static dev.appconnector.access.oidc.TestIssuer.header;
import static dev.appconnector.access.oidc.TestIssuer.sign;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import dev.appconnector.access.Caller;
import dev.appconnector.problem.Problem;
import dev.appconnector.settings.OidcSettings;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Behaviour;
import dev.appconnector.testkit.FakeProxy;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.LoggedLines;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.SettableClock;
import dev.appconnector.testkit.TestTls;
import io.vertx.core.Future;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The issuer is asked seldom, is waited for by nobody but who needs it, and may be gone for a while. */
class IssuerOutagesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration MOMENT = Duration.ofSeconds(5);
    private static final String VALID = "valid";
    private static final String INVALID = "invalid";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T10:00:00Z"));
    private final TestIssuer issuer = new TestIssuer(clock);
    private OidcCallers callers;

    @AfterEach
    void stop() {
        issuer.close();
        if (callers != null) {
            callers.close();
        }
    }

    private OidcCallers callers() {
        if (callers == null) {
            callers = callers(issuer.settings(), Optional.empty());
        }
        return callers;
    }

    private OidcCallers callers(OidcSettings settings, Optional<InetSocketAddress> proxy) {
        return new OidcCallers(settings, new ScopeNames(null), TestTls.client(), proxy, clock);
    }

    private String judged(String token) {
        return judged(callers().callerOf(token));
    }

    private static String judged(Future<Optional<Caller>> judgement) {
        try {
            return judgement
                            .toCompletionStage()
                            .toCompletableFuture()
                            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                            .isPresent()
                    ? VALID
                    : INVALID;
        } catch (ExecutionException e) {
            return ((Problem) e.getCause()).type().slug();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private int requests() {
        return issuer.server().requests().size();
    }

    private String unknownKey(int number) {
        JWSHeader header = header(JWSAlgorithm.RS256, TestIssuer.OTHER_RSA)
                .keyID("made-up-" + number)
                .build();
        return sign(header, issuer.claims(), TestIssuer.OTHER_RSA);
    }

    @Test
    void made_up_keys_have_the_issuer_asked_once_in_five_seconds() {
        assertEquals(VALID, judged(issuer.token()));
        assertEquals(2, requests(), "discovery and keys");
        for (int round = 1; round <= 3; round++) {
            for (int i = 0; i < 200; i++) {
                assertEquals(INVALID, judged(unknownKey(i)));
            }
            assertEquals(2 * round, requests());
            clock.tick(MOMENT);
        }
    }

    @Test
    void tokens_that_come_at_once_wait_for_one_answer() {
        List<Future<Optional<Caller>>> judgements = Stream.generate(issuer::token)
                .limit(50)
                .map(callers()::callerOf)
                .toList();
        judgements.forEach(judgement -> assertEquals(VALID, judged(judgement)));
        assertEquals(2, requests());
    }

    @Test
    void a_token_that_was_judged_ends_all_the_same_and_with_its_key() {
        String token = issuer.token(issuer.claims().expirationTime(issuer.in(Duration.ofMinutes(2))));
        assertEquals(VALID, judged(token));
        clock.tick(Duration.ofSeconds(179));
        assertEquals(VALID, judged(token));
        clock.tick(Duration.ofSeconds(1));
        assertEquals(INVALID, judged(token));

        String other = issuer.token();
        assertEquals(VALID, judged(other));
        issuer.publishes(TestIssuer.P256);
        assertEquals(INVALID, judged(unknownKey(1)));
        assertEquals(INVALID, judged(other));
    }

    @Test
    void the_issuer_is_asked_again_every_five_minutes_and_nobody_waits_for_it() {
        String token = issuer.token(issuer.claims().expirationTime(issuer.in(Duration.ofHours(2))));
        assertEquals(VALID, judged(token));
        clock.tick(Duration.ofMinutes(5).minusMillis(1));
        assertEquals(VALID, judged(token));
        assertEquals(2, requests());
        clock.tick(Duration.ofMillis(1));
        issuer.hasKeys(Answer.silence());
        assertEquals(VALID, judged(token));
        assertTrue(issuer.server().awaitRequests(4, PATIENCE));
    }

    private static Stream<Arguments> faults() {
        String huge = "{\"keys\":[],\"x\":\"" + "x".repeat(IssuerClient.MOST_BYTES) + "\"}";
        return Stream.of(
                Arguments.of("500", Answer.status(500)),
                Arguments.of("404", Answer.status(404).body("{\"keys\":[]}")),
                Arguments.of("reset", Answer.reset()),
                Arguments.of("hangs up", Answer.hangUp()),
                Arguments.of("no JSON", Answer.ok()),
                Arguments.of(
                        "HTML",
                        Answer.status(200).header("Content-Type", "text/html").body("<html>")),
                Arguments.of("nothing", Answer.status(200)),
                Arguments.of("null", Answer.json("null")),
                Arguments.of("an array", Answer.json("[]")),
                Arguments.of("another object", Answer.json("{}")),
                Arguments.of("keys of a wrong type", Answer.json("{\"keys\":7}")),
                Arguments.of("a broken key", Answer.json("{\"keys\":[{\"kty\":\"RSA\",\"n\":\"!\"}]}")),
                Arguments.of("deep", Answer.json("{\"keys\":" + "[".repeat(100_000))),
                Arguments.of("huge", Answer.json(huge)),
                Arguments.of("endless", Answer.status(200).endless(10_000)),
                Arguments.of(
                        "cut off", Answer.json("{\"keys\":[]}").announce(1000).closeAfter(11)),
                Arguments.of("silent", Answer.silence()),
                Arguments.of("slow", Answer.json("{\"keys\":[]}").dripBody(Duration.ofSeconds(1))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void an_issuer_whose_keys_cannot_be_had_makes_no_caller_until_it_is_back(String name, Behaviour fault) {
        issuer.hasKeys(fault);
        assertEquals("overloaded", judged(issuer.token()));
        issuer.publishes(TestIssuer.RSA);
        int asked = requests();
        assertEquals("overloaded", judged(issuer.token()), "it is not asked at once again");
        assertEquals(asked, requests());
        clock.tick(MOMENT);
        assertEquals(VALID, judged(issuer.token()));
    }

    @Test
    void the_keys_that_are_known_count_for_an_hour_without_the_issuer() {
        assertEquals(VALID, judged(issuer.token()));
        issuer.hasKeys(Answer.status(500));
        for (int minute = 0; minute < 59; minute++) {
            clock.tick(Duration.ofMinutes(1));
            assertEquals(VALID, judged(issuer.token()), "after minutes: " + minute);
        }
        assertEquals("overloaded", judged(unknownKey(1)), "it may be a new key: nobody can tell");
        clock.tick(Duration.ofMinutes(1));
        assertEquals("overloaded", judged(issuer.token()));
        issuer.publishes(TestIssuer.RSA);
        clock.tick(MOMENT);
        assertEquals(VALID, judged(issuer.token()));
    }

    @Test
    void an_outage_is_logged_when_it_begins_and_when_it_ends() {
        try (LoggedLines log = new LoggedLines()) {
            assertEquals(VALID, judged(issuer.token()));
            issuer.hasKeys(Answer.status(500));
            for (int i = 0; i < 3; i++) {
                clock.tick(MOMENT);
                assertEquals("overloaded", judged(unknownKey(i)));
            }
            assertEquals(1, log.warnings().size(), log.warnings().toString());
            assertTrue(
                    log.warnings().get(0).contains("the status 500"),
                    log.warnings().toString());
            issuer.publishes(TestIssuer.RSA, TestIssuer.P256, TestIssuer.P384, TestIssuer.P521, TestIssuer.ED25519);
            clock.tick(MOMENT);
            assertEquals(INVALID, judged(unknownKey(9)));
            assertTrue(log.events().toString().contains("The OIDC issuer answers again."));
        }
    }

    private Stream<Behaviour> wrongDiscoveries(String elsewhere) {
        return Stream.of(
                TestIssuer.discoveryOf(issuer.issuer() + "/", issuer.issuer() + "/keys"),
                TestIssuer.discoveryOf("https://id.example", issuer.issuer() + "/keys"),
                Answer.json("{\"jwks_uri\":\"%s/keys\"}".formatted(issuer.issuer())),
                Answer.json("{\"issuer\":\"%s\"}".formatted(issuer.issuer())),
                Answer.json("{\"issuer\":\"%s\",\"jwks_uri\":[]}".formatted(issuer.issuer())),
                TestIssuer.discoveryOf(issuer.issuer(), "file:///etc/passwd"),
                TestIssuer.discoveryOf(issuer.issuer(), "/crm/keys"),
                TestIssuer.discoveryOf(issuer.issuer(), elsewhere.replace("http://", "ftp://") + "/keys"),
                TestIssuer.discoveryOf(issuer.issuer(), elsewhere.replace("http://", "http://user@") + "/keys"),
                Answer.status(302).header("Location", elsewhere + "/crm/.well-known/openid-configuration"),
                Answer.status(307).header("Location", issuer.issuer() + "/.well-known/openid-configuration"));
    }

    @Test
    void a_discovery_that_is_not_this_issuers_or_leads_astray_is_not_followed() {
        try (FakeTarget trap = FakeTarget.http()) {
            wrongDiscoveries(trap.url()).forEach(wrong -> {
                issuer.discovers(wrong);
                assertEquals("overloaded", judged(issuer.token()));
                clock.tick(MOMENT);
            });
            assertEquals(0, trap.connections());
            issuer.answersRightly().hasKeys(Answer.status(302).header("Location", trap.url() + "/keys"));
            assertEquals("overloaded", judged(issuer.token()));
            assertEquals(0, trap.connections());
            issuer.publishes(TestIssuer.RSA);
            clock.tick(MOMENT);
            assertEquals(VALID, judged(issuer.token()));
        }
    }

    @Test
    void an_issuer_over_tls_needs_a_certificate_that_is_trusted_and_keys_over_tls() {
        for (boolean trusted : new boolean[] {true, false}) {
            try (FakeTarget server = FakeTarget.https(trusted ? TestTls.server() : TestTls.stranger());
                    TestIssuer secure = new TestIssuer(server, clock);
                    OidcCallers ofIt = callers(secure.settings(), Optional.empty())) {
                secure.publishes(TestIssuer.RSA);
                assertEquals(trusted ? VALID : "overloaded", judged(ofIt.callerOf(secure.token())));
                clock.tick(Duration.ofHours(2));
                secure.discovers(TestIssuer.discoveryOf(secure.issuer(), issuer.issuer() + "/keys"));
                assertEquals("overloaded", judged(ofIt.callerOf(secure.token())));
                assertEquals(0, requests());
            }
        }
    }

    @Test
    void a_slow_issuer_holds_up_nobody_but_who_needs_it(@TempDir Path data) throws Exception {
        try (TestIssuer slow = new TestIssuer(Clock.systemUTC()).hasKeys(Answer.silence());
                RunningAppConnector app = RunningAppConnector.start(data, slow.file())) {
            HttpClient client = HttpClient.newHttpClient();
            HttpRequest withToken = HttpRequest.newBuilder(app.uri("/api/connectors"))
                    .header("Authorization", "Bearer " + slow.token())
                    .build();
            List<CompletableFuture<HttpResponse<String>>> waiting = Stream.generate(
                            () -> client.sendAsync(withToken, HttpResponse.BodyHandlers.ofString()))
                    .limit(20)
                    .toList();
            slow.server().awaitRequests(2, PATIENCE);
            for (int i = 0; i < 10; i++) {
                assertEquals(200, app.get("/api/connectors").status());
            }
            assertFalse(waiting.stream().anyMatch(CompletableFuture::isDone), "they wait for the issuer");
            for (CompletableFuture<HttpResponse<String>> one : waiting) {
                HttpResponse<String> answer = one.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                assertEquals(503, answer.statusCode());
                assertEquals("1", answer.headers().firstValue("Retry-After").orElseThrow());
                assertTrue(answer.body().contains("urn:appconnector:problem:overloaded"), answer.body());
            }
        }
    }

    @Test
    void no_more_than_a_hundred_tokens_wait_for_the_issuer() {
        issuer.hasKeys(Answer.silence());
        List<Future<Optional<Caller>>> waiting = Stream.generate(issuer::token)
                .limit(100)
                .map(callers()::callerOf)
                .toList();
        Future<Optional<Caller>> oneMore = callers().callerOf(issuer.token());
        assertTrue(oneMore.failed(), "it is told at once");
        waiting.forEach(judgement -> assertEquals("overloaded", judged(judgement)));
    }

    @Test
    void the_proxy_of_all_calls_is_used_for_the_issuer_too() {
        try (FakeProxy proxy = new FakeProxy(issuer.server());
                OidcCallers byProxy = callers(
                        issuer.settings(),
                        Optional.of(InetSocketAddress.createUnresolved(
                                "127.0.0.1", proxy.address().getPort())))) {
            assertEquals(VALID, judged(byProxy.callerOf(issuer.token())));
            assertEquals(2, proxy.requests().size());
        }
    }
}
