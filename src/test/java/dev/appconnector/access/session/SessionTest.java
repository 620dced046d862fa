package dev.appconnector.access.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.OnBothDatabases;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.TwoNodes;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@OnBothDatabases
class SessionTest {

    private static final String SESSION = "/api/session";
    private static final String CONNECTORS = "/api/connectors";
    private static final String CSRF = "X-CSRF-Token";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final RunningAppConnector app;

    SessionTest(RunningAppConnector app) {
        this.app = app;
    }

    /** What a page holds: the cookie, which it cannot read, and what it sends with changes. */
    private record Page(String cookie, String csrfToken) {

        private static Page of(RunningAppConnector app) {
            Reply begun = app.post(SESSION, null);
            assertEquals(200, begun.status(), begun::text);
            return new Page(
                    begun.header("Set-Cookie").split(";")[0],
                    begun.json().get("csrfToken").textValue());
        }

        private HttpRequest.Builder request(RunningAppConnector app, String method, String path, String body) {
            HttpRequest.Builder request = HttpRequest.newBuilder(app.uri(path)).header("Cookie", cookie);
            if (body != null) {
                request.header("Content-Type", "application/json");
            }
            return request.method(
                    method,
                    body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        }

        private Reply get(RunningAppConnector app, String path) {
            return app.send(request(app, "GET", path, null));
        }

        private Reply change(RunningAppConnector app, String method, String path, String body) {
            return app.send(request(app, method, path, body).header(CSRF, csrfToken));
        }
    }

    @Test
    void a_key_gets_a_cookie_that_scripts_cannot_read_and_no_other_site_sends() {
        Reply begun = app.post(SESSION, null);

        assertEquals(200, begun.status(), begun::text);
        List<String> cookies = begun.response().headers().allValues("Set-Cookie");
        assertEquals(1, cookies.size());
        String[] attributes = cookies.get(0).split("; ");
        assertTrue(attributes[0].matches("appconnector-session=[A-Za-z0-9._-]+"), "the cookie has another form");
        Set<String> flags = new TreeSet<>();
        Stream.of(attributes).skip(1).forEach(flag -> flags.add(flag.toLowerCase(Locale.ROOT)));
        flags.removeIf(flag -> flag.startsWith("expires="));
        assertEquals(Set.of("httponly", "samesite=strict", "path=/", "max-age=28800"), flags);
        assertEquals("admin", begun.json().get("role").textValue());
        assertTrue(begun.json().get("name").isTextual());
        assertTrue(begun.json().get("csrfToken").textValue().matches("[A-Za-z0-9_-]{43}"));
        assertEquals(4, begun.json().size());
        assertFalse(begun.text().contains(attributes[0].split("=")[1]), "the body holds the cookie");
    }

    @Test
    void whoever_has_a_session_or_a_key_is_told_who_they_are() {
        Page page = Page.of(app);
        Reply withCookie = page.get(app, SESSION);
        Reply withKey = app.get(SESSION);

        assertEquals(200, withCookie.status(), withCookie::text);
        assertEquals(page.csrfToken, withCookie.json().get("csrfToken").textValue());
        assertEquals(200, withKey.status(), withKey::text);
        assertTrue(withKey.json().get("csrfToken").isNull());
        for (String member : List.of("role", "name", "keyId")) {
            assertEquals(withKey.json().get(member), withCookie.json().get(member));
        }
        assertEquals(401, app.send(HttpRequest.newBuilder(app.uri(SESSION))).status());
    }

    @Test
    void a_session_reads_as_its_key_does_and_changes_with_its_csrf_token_alone() {
        Page page = Page.of(app);
        String document = "{\"name\":\"s " + UUID.randomUUID()
                + "\",\"domain\":\"http://crm.example\",\"auth\":{\"type\":\"none\"}}";
        assertEquals(200, page.get(app, CONNECTORS).status());

        for (Reply refused : List.of(
                app.send(page.request(app, "POST", CONNECTORS, document)),
                app.send(page.request(app, "POST", CONNECTORS, document).header(CSRF, "")),
                app.send(page.request(app, "POST", CONNECTORS, document).header(CSRF, page.csrfToken + "x")),
                app.send(page.request(app, "POST", CONNECTORS, document).header(CSRF, Page.of(app).csrfToken)),
                app.send(page.request(app, "POST", CONNECTORS, document)
                        .header(CSRF, page.csrfToken)
                        .header(CSRF, page.csrfToken)),
                app.send(page.request(app, "DELETE", SESSION, null)),
                app.send(page.request(app, "PUT", CONNECTORS + "/x", document)),
                app.send(page.request(app, "OPTIONS", CONNECTORS, null)))) {
            assertEquals(403, refused.status(), refused::text);
            assertEquals("forbidden", refused.problem());
        }

        Reply made = page.change(app, "POST", CONNECTORS, document);
        assertEquals(201, made.status(), made::text);
    }

    @Test
    void a_run_of_a_session_is_one_of_its_key() {
        String connector = app.connector("s " + UUID.randomUUID(), "http://crm.example", "a-token-of-some-length");
        String run = "{\"connector\":\"" + connector + "\",\"method\":\"GET\",\"path\":\"\",\"waitForResult\":false}";
        String ofSession = Page.of(app).change(app, "POST", "/worker/runs", run).header("Location");
        String ofKey = app.post("/worker/runs", run).header("Location");

        assertEquals(
                app.get(ofKey).json().get("caller"), app.get(ofSession).json().get("caller"));
    }

    @Test
    void an_authorization_header_wins_over_the_cookie() {
        Page page = Page.of(app);

        Reply wrongKey = app.send(page.request(app, "GET", CONNECTORS, null).header("Authorization", "Bearer x"));
        Reply rightKey =
                app.send(page.request(app, "POST", SESSION, null).header("Authorization", "Bearer " + app.adminKey()));

        assertEquals(401, wrongKey.status());
        assertEquals(200, rightKey.status());
    }

    @Test
    void a_body_is_json_with_a_session_too_and_a_session_begins_without_one() {
        Page page = Page.of(app);
        HttpRequest.Builder text = page.request(app, "POST", CONNECTORS, null)
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .header("Content-Type", "text/plain")
                .header(CSRF, page.csrfToken);

        assertEquals(415, app.send(text).status());
        assertEquals(400, app.post(SESSION, "{}").status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Origin | https://evil.example",
                "Origin | null",
                "Origin | http://127.0.0.1",
                "Origin | http://127.0.0.1:1",
                "Origin | http://localhost:PORT",
                "Origin | http://127.0.0.1:PORT/",
                "Sec-Fetch-Site | cross-site",
                "Sec-Fetch-Site | same-site",
                "Sec-Fetch-Site | nonsense",
                "Sec-Fetch-Site | "
            })
    void a_cookie_counts_for_pages_of_our_own_origin_alone(String header, String value) {
        Page page = Page.of(app);
        String foreign = value == null
                ? ""
                : value.replace("PORT", Integer.toString(app.node().port()));

        for (HttpRequest.Builder request : List.of(
                page.request(app, "GET", CONNECTORS, null),
                page.request(app, "DELETE", SESSION, null).header(CSRF, page.csrfToken))) {
            Reply refused = app.send(request.header(header, foreign));
            assertEquals(403, refused.status(), refused::text);
            assertEquals("forbidden", refused.problem());
        }
        assertEquals(200, page.get(app, SESSION).status());
    }

    @Test
    void a_page_of_our_own_origin_is_let_in() {
        Page page = Page.of(app);
        String own = "http://127.0.0.1:" + app.node().port();

        for (String site : List.of("same-origin", "none")) {
            Reply reply = app.send(page.request(app, "GET", CONNECTORS, null)
                    .header("Origin", own)
                    .header("Sec-Fetch-Site", site));
            assertEquals(200, reply.status(), reply::text);
        }
    }

    @Test
    void ending_a_session_ends_it_alone_and_takes_its_cookie_away() {
        Page page = Page.of(app);
        Page other = Page.of(app);

        Reply ended = page.change(app, "DELETE", SESSION, null);

        assertEquals(204, ended.status(), ended::text);
        assertTrue(ended.header("Set-Cookie").startsWith("appconnector-session=;"), "another cookie is set");
        assertTrue(ended.header("Set-Cookie").contains("Max-Age=0;"), "the cookie stays");
        assertEquals(401, page.get(app, SESSION).status());
        assertEquals(401, page.change(app, "DELETE", SESSION, null).status());
        assertEquals(200, other.get(app, SESSION).status());
        assertEquals(404, app.call("DELETE", SESSION, null).status());
    }

    @Test
    void no_session_begins_with_another() {
        Reply refused = Page.of(app).change(app, "POST", SESSION, null);

        assertEquals(403, refused.status(), refused::text);
        assertEquals(List.of(), refused.response().headers().allValues("Set-Cookie"));
    }

    @Test
    void a_session_makes_tokens_that_go_back_to_its_key() {
        Reply made = Page.of(app).change(app, "POST", "/api/tokens", "{\"connectors\":[\"*\"]}");

        assertEquals(201, made.status(), made::text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "",
                "e30.e30.x",
                "COOKIEx",
                "COOKIE; appconnector-session=x",
                "x; appconnector-session=COOKIE"
            })
    void whatever_else_stands_in_the_cookie_is_no_session(String value) {
        Page page = Page.of(app);
        String cookie =
                "appconnector-session=" + value.replace("COOKIE", page.cookie.split("=", 2)[1]);

        assertEquals(401, new Page(cookie, page.csrfToken).get(app, SESSION).status());
    }

    @Test
    void a_browser_token_is_no_session_and_a_session_no_token() {
        String token = app.post("/api/tokens", "{\"connectors\":[\"*\"]}")
                .json()
                .get("token")
                .textValue();
        String session = Page.of(app).cookie.split("=", 2)[1];

        assertEquals(
                401,
                new Page("appconnector-session=" + token, "").get(app, SESSION).status());
        assertEquals(
                401,
                app.send(HttpRequest.newBuilder(app.uri(SESSION)).header("Authorization", "Bearer " + session))
                        .status());
    }

    @Test
    void a_session_is_over_after_8_hours() {
        UUID key = app.rows()
                .sql("select id from api_key where ended_at is null")
                .query(UUID.class)
                .list()
                .get(0);

        assertEquals(
                200,
                begunBefore(Duration.ofHours(8).minusSeconds(60), key)
                        .get(app, SESSION)
                        .status());
        assertEquals(
                401,
                begunBefore(Duration.ofHours(8).plusSeconds(1), key)
                        .get(app, SESSION)
                        .status());
        assertEquals(
                401,
                begunBefore(Duration.ZERO, UUID.randomUUID()).get(app, SESSION).status());
    }

    private Page begunBefore(Duration age, UUID key) {
        Clock clock = Clock.offset(Clock.systemUTC(), age.negated());
        SessionCookies.Begun begun = new SessionCookies(
                        app.vault().derivedKeys(SessionCookies.PURPOSE), id -> Optional.empty(), null, clock)
                .begin(key, false);
        return new Page("appconnector-session=" + begun.cookie().getValue(), begun.csrfToken());
    }

    @Test
    void what_is_kept_of_an_ended_session_goes_when_it_would_be_over() {
        app.rows()
                .sql("insert into ended_session (id, expires_at) values (:id, :past)")
                .param("id", UUID.randomUUID())
                .param("past", OffsetDateTime.now(ZoneOffset.UTC).minusSeconds(1))
                .update();

        Page.of(app).change(app, "DELETE", SESSION, null);

        assertEquals(
                0L,
                app.rows()
                        .sql("select count(*) from ended_session where expires_at < now()")
                        .query(Long.class)
                        .single());
    }

    @Test
    void a_session_is_known_and_ended_on_every_node(@TempDir Path data) {
        try (TwoNodes nodes = TwoNodes.start(data)) {
            Page page = Page.of(nodes.one());
            assertEquals(200, page.get(nodes.other(), SESSION).status());

            assertEquals(204, page.change(nodes.one(), "DELETE", SESSION, null).status());

            awaitEnd(nodes.one(), page);
            awaitEnd(nodes.other(), page);
            nodes.other().restart();
            assertEquals(401, page.get(nodes.other(), SESSION).status());
        }
    }

    @Test
    void a_session_ends_with_its_key_on_every_node(@TempDir Path data) {
        try (TwoNodes nodes = TwoNodes.start(data)) {
            Page page = Page.of(nodes.one());

            nodes.endAllKeys();

            awaitEnd(nodes.one(), page);
            awaitEnd(nodes.other(), page);
        }
    }

    private static void awaitEnd(RunningAppConnector node, Page page) {
        Await.until(
                "the session has ended", PATIENCE, () -> page.get(node, SESSION).status(), status -> status == 401);
    }

    @Test
    void behind_a_proxy_that_is_believed_the_cookie_and_its_page_are_those_of_https(@TempDir Path data) {
        Map<String, String> trusting = Map.of("appconnector.trusted-proxies", "127.0.0.0/8");
        try (RunningAppConnector proxied = RunningAppConnector.start(data, trusting)) {
            assertFalse(begin(proxied, "http").contains("Secure"), "over http it would never come back");
            String cookie = begin(proxied, "https");
            assertTrue(cookie.contains("; Secure"), "it travels in the clear");
            Page page = new Page(cookie.split(";")[0], "");

            assertEquals(200, from(proxied, page, "https://connect.example"));
            assertEquals(403, from(proxied, page, "http://connect.example"));
            assertEquals(
                    403,
                    from(proxied, page, "https://127.0.0.1:" + proxied.node().port()));
        }
        assertFalse(begin(app, "https").contains("Secure"), "whoever is not believed says nothing");
        assertEquals(403, from(app, Page.of(app), "https://connect.example"));
    }

    private static String begin(RunningAppConnector app, String scheme) {
        return app.send(app.request("POST", SESSION, null).header("X-Forwarded-Proto", scheme))
                .header("Set-Cookie");
    }

    private static int from(RunningAppConnector app, Page page, String origin) {
        return app.send(page.request(app, "GET", SESSION, null)
                        .header("X-Forwarded-Proto", "https")
                        .header("X-Forwarded-Host", "connect.example")
                        .header("Origin", origin))
                .status();
    }
}
