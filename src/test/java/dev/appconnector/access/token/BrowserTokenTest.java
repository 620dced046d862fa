package dev.appconnector.access.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.access.Scope;
import dev.appconnector.access.Scope.Reach;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.OnBothDatabases;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.TwoNodes;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@OnBothDatabases
class BrowserTokenTest {

    private static final String TOKENS = "/api/tokens";
    private static final String RUNS = "/worker/runs";
    private static final String PAGE = "https://app.example";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final RunningAppConnector app;
    private final String name = "crm " + UUID.randomUUID();
    private final String connector;

    BrowserTokenTest(RunningAppConnector app) {
        this.app = app;
        this.connector = app.connector(name, "http://crm.example", "a-token-of-some-length");
    }

    private Map<String, Object> wanted(Object... more) {
        Map<String, Object> document = new HashMap<>(Map.of("connectors", List.of(connector)));
        for (int i = 0; i < more.length; i += 2) {
            document.put((String) more[i], more[i + 1]);
        }
        return document;
    }

    private String token(Object... more) {
        Reply made = app.post(TOKENS, wanted(more));
        assertEquals(201, made.status(), made::text);
        return made.json().get("token").textValue();
    }

    private static Map<String, Object> run(String connector, boolean waitForResult) {
        return Map.of("connector", connector, "method", "GET", "path", "/", "waitForResult", waitForResult);
    }

    private static Reply bring(
            RunningAppConnector to, String token, String method, String path, Object body, String... origins) {
        HttpRequest.Builder request = to.request(method, path, body).setHeader("Authorization", "Bearer " + token);
        for (String origin : origins) {
            request.header("Origin", origin);
        }
        return to.send(request);
    }

    private Reply bring(String token, String method, String path, Object body, String... origins) {
        return bring(app, token, method, path, body, origins);
    }

    @Test
    void a_page_runs_with_its_token_and_reads_its_run_with_the_next_one() {
        String first = token("subject", "ann", "origin", PAGE);
        assertEquals(200, bring(first, "POST", RUNS, run(connector, true), PAGE).status());
        Reply queued = bring(first, "POST", RUNS, run(connector, false), PAGE);
        assertEquals(202, queued.status(), queued::text);

        Reply read = bring(
                token("subject", "ann", "origin", PAGE, "ttl", 1000), "GET", queued.header("Location"), null, PAGE);

        assertEquals(200, read.status(), read::text);
        assertEquals(
                "token:" + keyOfAdmin() + "@" + PAGE + "#ann",
                read.json().get("caller").textValue());
    }

    private UUID keyOfAdmin() {
        return app.rows()
                .sql("select id from api_key where ended_at is null")
                .query(UUID.class)
                .list()
                .get(0);
    }

    @Test
    void a_token_says_what_it_is_and_when_it_ends() throws IOException {
        Instant before = Instant.now();
        Reply made = app.post(TOKENS, wanted("origin", PAGE, "subject", "ann"));
        JsonNode header = part(made.json().get("token").textValue(), 0);
        JsonNode claims = part(made.json().get("token").textValue(), 1);
        Instant end = Instant.parse(made.json().get("expiresAt").textValue());

        assertEquals("HS256", header.get("alg").textValue());
        assertEquals(
                app.vault().derivedKeys("browser-token").primaryId(),
                header.get("kid").textValue());
        Set<String> names = new TreeSet<>();
        claims.fieldNames().forEachRemaining(names::add);
        assertEquals(
                Set.of("iss", "aud", "iat", "nbf", "exp", "jti", "key", "connectors", "activities", "origin", "sub"),
                names);
        assertEquals(end.getEpochSecond(), claims.get("exp").longValue());
        assertFalse(end.isBefore(before.plusSeconds(600)), "it lives for its ttl, 10 minutes by default");
        assertTrue(claims.get("exp").longValue() - claims.get("iat").longValue() <= 601);
        assertEquals(Set.of("token", "expiresAt"), fields(made.json()));
    }

    private static JsonNode part(String token, int index) throws IOException {
        return RunningAppConnector.JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[index]));
    }

    private static Set<String> fields(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @ParameterizedTest
    @CsvSource({"999, 422", "1000, 201", "900000, 201", "900001, 422", "0, 422", "-1, 422", "1.5, 400"})
    void a_token_lives_a_second_to_15_minutes(double ttl, int status) throws IOException {
        Reply made = app.post(TOKENS, wanted("ttl", ttl == Math.rint(ttl) ? (Object) (long) ttl : (Object) ttl));

        assertEquals(status, made.status(), made::text);
        if (status == 422) {
            assertEquals("parameters-invalid", made.problem());
            assertEquals("/ttl", made.json().at("/errors/0/field").textValue());
        }
        if (status == 201) {
            JsonNode claims = part(made.json().get("token").textValue(), 1);
            assertTrue(claims.get("exp").longValue() - claims.get("iat").longValue() <= 900);
        }
    }

    @Test
    void a_token_that_has_ended_is_none() {
        BrowserToken content = new BrowserToken(keyOfAdmin(), Scope.ALL, Optional.empty(), Optional.empty());

        assertEquals(
                200,
                bring(madeBefore(Duration.ofSeconds(500), content), "POST", RUNS, run(connector, true))
                        .status());
        assertEquals(
                401,
                bring(madeBefore(Duration.ofSeconds(602), content), "POST", RUNS, run(connector, true))
                        .status());
    }

    private String madeBefore(Duration age, BrowserToken content) {
        Clock clock = Clock.offset(Clock.systemUTC(), age.negated());
        return new BrowserTokens(app.vault().derivedKeys(BrowserTokens.PURPOSE), id -> Optional.empty(), clock)
                .make(content, Duration.ofMinutes(10))
                .text();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "https://evil.example",
                "https://app.example.evil.example",
                "http://app.example",
                "https://app.example/",
                "https://APP.example",
                "https://app.example:443"
            })
    void a_token_for_an_origin_works_from_that_one_alone(String other) {
        String token = token("origin", PAGE);

        assertEquals(200, bring(token, "POST", RUNS, run(connector, true), PAGE).status());
        for (Reply refused : List.of(
                bring(token, "POST", RUNS, run(connector, true), other),
                bring(token, "POST", RUNS, run(connector, true)),
                bring(token, "POST", RUNS, run(connector, true), PAGE, PAGE),
                bring(token, "POST", RUNS, run(connector, true), PAGE, other))) {
            assertEquals(403, refused.status(), refused::text);
            assertEquals("forbidden", refused.problem());
        }
    }

    @Test
    void a_token_for_no_origin_works_from_everywhere() {
        assertEquals(200, bring(token(), "POST", RUNS, run(connector, true)).status());
        assertEquals(
                200, bring(token(), "POST", RUNS, run(connector, true), "null").status());
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/tokens",
        "POST, /api/session",
        "GET, /api/session",
        "DELETE, /api/session",
        "GET, /api/connectors",
        "POST, /api/connectors",
        "DELETE, /api/connectors/01890000-0000-7000-8000-000000000000",
        "POST, /worker/explain",
        "GET, /nothing"
    })
    void a_token_does_nothing_but_run_and_read_its_runs(String method, String path) {
        Reply refused = bring(token(), method, path, method.equals("POST") ? wanted() : null);

        assertEquals(403, refused.status(), refused::text);
        assertEquals("forbidden", refused.problem());
    }

    @Test
    void connectors_are_named_by_id_or_name_and_kept_by_id() throws IOException {
        String token = token("connectors", List.of(name.toUpperCase(Locale.ROOT), connector));

        JsonNode claims = part(token, 1);

        assertEquals(RunningAppConnector.JSON.valueToTree(List.of(connector)), claims.get("connectors"));
        assertEquals(RunningAppConnector.JSON.createArrayNode(), claims.get("activities"));
        assertEquals(200, bring(token, "POST", RUNS, run(name, true)).status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"connectors\":[]} | 422 | /connectors",
                "{} | 422 | /connectors",
                "{\"connectors\":[\"No such\"]} | 422 | /connectors/0",
                "{\"connectors\":[\"*\",\"01890000-0000-7000-8000-000000000000\"]} | 422 | /connectors/0",
                "{\"connectors\":[null]} | 422 | /connectors/0",
                "{\"connectors\":[\"*\"],\"activities\":[\"no-such\"]} | 422 | /activities/0",
                "{\"connectors\":[\"*\"],\"origin\":\"https://app.example/\"} | 422 | /origin",
                "{\"connectors\":[\"*\"],\"origin\":\"*\"} | 422 | /origin",
                "{\"connectors\":[\"*\"],\"origin\":\"null\"} | 422 | /origin",
                "{\"connectors\":[\"*\"],\"subject\":\"\"} | 422 | /subject",
                "{\"connectors\":[\"*\"],\"subject\":\"a\\u0000b\"} | 422 | /subject",
                "{\"connectors\":\"*\"} | 400 | /connectors",
                "{\"connectors\":[\"*\"],\"ttl\":\"1000\"} | 400 | /ttl",
                "{\"connectors\":[\"*\"],\"role\":\"admin\"} | 400 | /role",
                "[] | 400 | ``"
            })
    void what_is_wrong_with_a_token_is_told_by_its_place(String document, int status, String field) {
        Reply refused = app.post(TOKENS, document);

        assertEquals(status, refused.status(), refused::text);
        assertEquals(status == 422 ? "parameters-invalid" : "malformed-request", refused.problem());
        assertEquals(field, refused.json().at("/errors/0/field").textValue());
    }

    @Test
    void a_subject_has_128_characters_and_a_token_names_100_at_most() {
        String all = "{\"connectors\":[\"*\"],\"subject\":\"%s\"}";
        assertEquals(201, app.post(TOKENS, all.formatted("x".repeat(128))).status());
        assertEquals(422, app.post(TOKENS, all.formatted("x".repeat(129))).status());
        List<String> hundred = Collections.nCopies(100, connector);
        assertEquals(201, app.post(TOKENS, wanted("connectors", hundred)).status());
        assertEquals(
                422,
                app.post(TOKENS, wanted("connectors", hundred, "activities", List.of("*")))
                        .status());
    }

    @Test
    void a_token_of_the_most_connectors_still_fits_a_header() {
        Set<UUID> ids = new TreeSet<>();
        while (ids.size() < 100) {
            ids.add(UUID.randomUUID());
        }
        Scope scope = new Scope(Reach.of(ids), Reach.NONE);
        String token = madeBefore(
                Duration.ZERO,
                new BrowserToken(
                        keyOfAdmin(),
                        scope,
                        Optional.of("https://" + "a".repeat(63) + ".example"),
                        Optional.of("\u00fc".repeat(128))));

        assertEquals(
                404,
                bring(token, "GET", RUNS + "/" + UUID.randomUUID(), null, "https://" + "a".repeat(63) + ".example")
                        .status());
    }

    @Test
    void a_token_may_no_more_than_its_maker_and_what_is_foreign_is_as_unknown() {
        String foreign = app.connector("other " + UUID.randomUUID(), "http://other.example", "a-token-of-some-length");
        String runner = app.key("runner", connector);

        assertEquals(201, make(runner, List.of(connector)).status());
        Reply refused = make(runner, List.of("No such"));
        assertEquals(403, refused.status(), refused::text);
        assertEquals("forbidden", refused.problem());
        for (List<String> wider : List.of(List.of(foreign), List.of(connector, foreign), List.of("*"))) {
            Reply reply = make(runner, wider);
            assertEquals(403, reply.status(), reply::text);
            assertEquals(refused.text(), reply.text());
        }
        assertEquals(
                403,
                app.callWith(runner, "POST", TOKENS, wanted("activities", List.of("*")))
                        .status());
    }

    private Reply make(String key, List<String> connectors) {
        return app.callWith(key, "POST", TOKENS, wanted("connectors", connectors));
    }

    @Test
    void a_token_that_its_maker_could_not_make_is_none() {
        UUID runner = idOf(app.key("runner", connector));
        UUID auditor = idOf(app.key("auditor"));
        Scope own = new Scope(Reach.of(Set.of(UUID.fromString(connector))), Reach.NONE);

        assertEquals(200, statusOfRun(runner, own));
        assertEquals(401, statusOfRun(runner, Scope.ALL));
        assertEquals(401, statusOfRun(auditor, own));
    }

    private UUID idOf(String key) {
        UUID newest = UUID.fromString(
                app.get("/api/keys?limit=1").json().at("/items/0/id").textValue());
        assertEquals(200, app.callWith(key, "GET", "/api/session", null).status());
        return newest;
    }

    private int statusOfRun(UUID maker, Scope scope) {
        String token = madeBefore(Duration.ZERO, new BrowserToken(maker, scope, Optional.empty(), Optional.empty()));
        return bring(token, "POST", RUNS, run(connector, true)).status();
    }

    @Test
    void a_token_runs_with_its_own_connectors_alone() {
        String foreign = app.connector("other " + UUID.randomUUID(), "http://other.example", "a-token-of-some-length");
        String token = token();

        Reply unknown = bring(token, "POST", RUNS, run("No such", true));
        Reply refused = bring(token, "POST", RUNS, run(foreign, true));

        assertEquals(404, refused.status(), refused::text);
        assertEquals("connector-not-found", refused.problem());
        assertEquals(unknown.json().get("detail"), refused.json().get("detail"));
    }

    @Test
    void a_run_is_not_shown_to_another_subject_page_or_makers_token() {
        String location = bring(token("subject", "ann", "origin", PAGE), "POST", RUNS, run(connector, false), PAGE)
                .header("Location");
        Map<String, Object> same = wanted("subject", "ann", "origin", PAGE);
        String ofRunner = app.callWith(app.key("runner", connector), "POST", TOKENS, same)
                .json()
                .get("token")
                .textValue();

        String otherPage = "https://other.example";
        for (Reply refused : List.of(
                bring(token("origin", PAGE), "GET", location, null, PAGE),
                bring(token("subject", "bob", "origin", PAGE), "GET", location, null, PAGE),
                bring(token("subject", "ann"), "GET", location, null, PAGE),
                bring(token("subject", "ann", "origin", otherPage), "GET", location, null, otherPage),
                bring(ofRunner, "GET", location, null, PAGE))) {
            assertEquals(404, refused.status(), refused::text);
        }
        assertEquals(200, app.get(location).status(), "an admin sees it");
    }

    @Test
    void a_token_dies_with_the_key_that_made_it_on_every_node(@TempDir Path data) {
        try (TwoNodes nodes = TwoNodes.start(data)) {
            String id = nodes.one().connector("crm", "http://crm.example", "a-token-of-some-length");
            String token = nodes.one()
                    .post(TOKENS, Map.of("connectors", List.of(id)))
                    .json()
                    .get("token")
                    .textValue();
            for (RunningAppConnector node : List.of(nodes.one(), nodes.other())) {
                assertEquals(
                        200, bring(node, token, "POST", RUNS, run(id, true)).status());
            }

            nodes.endAllKeys();

            for (RunningAppConnector node : List.of(nodes.one(), nodes.other())) {
                Await.until(
                        "the token is refused",
                        PATIENCE,
                        () -> bring(node, token, "POST", RUNS, run(id, true)).status(),
                        status -> status == 401);
            }
        }
    }
}
