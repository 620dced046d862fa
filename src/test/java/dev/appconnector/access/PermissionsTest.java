package dev.appconnector.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each role may do what it is for, and no more (U3). */
class PermissionsTest {

    /** What the contract says, call by call: a is admin, d designer, r runner, u auditor, t browser token. */
    private static final Map<String, String> CONTRACT = Map.ofEntries(
            Map.entry("GET /api/connectors", "adru"),
            Map.entry("POST /api/connectors", "a"),
            Map.entry("GET /api/connectors/{id}", "adu"),
            Map.entry("PUT /api/connectors/{id}", "a"),
            Map.entry("DELETE /api/connectors/{id}", "a"),
            Map.entry("GET /api/connectors/{id}/usage", "ad"),
            Map.entry("POST /api/connectors/{id}/test", "ad"),
            Map.entry("POST /api/connectors/test", "a"),
            Map.entry("PUT /api/connectors/{id}/next-auth", "a"),
            Map.entry("DELETE /api/connectors/{id}/next-auth", "a"),
            Map.entry("POST /api/connectors/{id}/next-auth/promote", "a"),
            Map.entry("GET /api/activities", "adru"),
            Map.entry("POST /api/activities", "ad"),
            Map.entry("GET /api/activities/{id}", "adu"),
            Map.entry("PUT /api/activities/{id}", "ad"),
            Map.entry("DELETE /api/activities/{id}", "ad"),
            Map.entry("GET /api/keys", "au"),
            Map.entry("POST /api/keys", "a"),
            Map.entry("DELETE /api/keys/{id}", "a"),
            Map.entry("POST /api/tokens", "adr"),
            Map.entry("POST /api/session", "adru"),
            Map.entry("GET /api/session", "adru"),
            Map.entry("DELETE /api/session", "adru"),
            Map.entry("GET /api/audit", "au"),
            Map.entry("GET /api/audit/verify", "au"),
            Map.entry("GET /api/export", "a"),
            Map.entry("POST /api/import", "a"),
            Map.entry("GET /api/keyset", "a"),
            Map.entry("POST /api/keyset/rotate", "a"),
            Map.entry("GET /api/monitoring", "adu"),
            Map.entry("POST /worker/runs", "adrt"),
            Map.entry("POST /worker/explain", "adr"),
            Map.entry("GET /worker/runs", "adrut"),
            Map.entry("GET /worker/runs/{id}", "adrut"),
            Map.entry("POST /worker/runs/{id}/cancel", "adrt"),
            Map.entry("POST /worker/runs/{id}/replay", "adr"));

    private static final Map<String, Role> LETTERS =
            Map.of("a", Role.ADMIN, "d", Role.DESIGNER, "r", Role.RUNNER, "u", Role.AUDITOR, "t", Role.TOKEN);

    private static final Set<String> OPEN = Set.of("GET /openapi.json");
    private static final String NO_ID = "0199f0a2-0000-7000-8000-000000000000";

    private static final Map<Role, String> KEYS = new HashMap<>();
    private static RunningAppConnector app;

    @BeforeAll
    static void start(@TempDir Path data) {
        app = RunningAppConnector.start(data);
        for (Role role : Role.values()) {
            KEYS.put(role, role == Role.TOKEN ? token() : app.key(role.word()));
        }
    }

    private static String token() {
        return app.post("/api/tokens", Map.of("connectors", List.of("*"), "ttl", 900_000))
                .json()
                .get("token")
                .textValue();
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    private static Reply call(Role role, String call) {
        String[] parts = call.split(" ");
        boolean bodiless = parts[0].equals("GET") || parts[0].equals("DELETE");
        return app.callWith(KEYS.get(role), parts[0], parts[1].replace("{id}", NO_ID), bodiless ? null : "{}");
    }

    @Test
    void the_table_has_every_call_that_has_a_route_and_no_other() {
        Set<String> routed = app.node().camelContext().getRoutes().stream()
                .filter(route -> route.getEndpoint() instanceof PlatformHttpEndpoint)
                .map(route -> (PlatformHttpEndpoint) route.getEndpoint())
                .filter(endpoint -> !endpoint.getPath().startsWith("/added"))
                .flatMap(endpoint -> Arrays.stream(
                                endpoint.getHttpMethodRestrict().split(","))
                        .map(method -> method + " " + endpoint.getPath()))
                .collect(Collectors.toCollection(TreeSet::new));
        routed.removeAll(OPEN);

        assertEquals(routed, new TreeSet<>(Permissions.ofTheApi().calls()));
        assertEquals(routed, new TreeSet<>(CONTRACT.keySet()));
    }

    private static Stream<Arguments> cells() {
        return CONTRACT.entrySet().stream().flatMap(line -> KEYS.keySet().stream()
                .map(role -> Arguments.of(role, line.getKey(), isIn(role, line.getValue()))));
    }

    private static boolean isIn(Role role, String letters) {
        return Arrays.stream(letters.split("")).map(LETTERS::get).anyMatch(role::equals);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void each_role_may_call_what_the_contract_says_and_is_forbidden_the_rest(Role role, String call, boolean allowed) {
        Reply reply = call(role, call);

        assertNotEquals(401, reply.status());
        if (allowed) {
            assertNotEquals(403, reply.status(), reply.text());
        } else {
            assertEquals(403, reply.status(), reply.text());
            assertEquals("forbidden", reply.problem());
            assertEquals("application/problem+json", reply.header("Content-Type"));
            assertEquals("no-store", reply.header("Cache-Control"));
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void a_slash_at_the_end_opens_and_closes_nothing(Role role, String call, boolean allowed) {
        assertEquals(call(role, call).status(), call(role, call + "/").status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /added/x",
                "GET /nothing",
                "GET /index.html",
                "GET /api/keys/" + NO_ID,
                "PATCH /api/connectors",
                "HEAD /api/connectors",
                "GET /API/CONNECTORS",
                "GET /api/keyz",
                "GET /worker/runs/" + NO_ID + "/x"
            })
    void what_is_not_in_the_table_is_for_admins_alone_and_tells_others_nothing(String call) throws Exception {
        PluginHelper.getRoutesLoader(app.node().camelContext())
                .loadRoutes(ResourceHelper.fromBytes("added.yaml", """
                - route:
                    id: added
                    from:
                      uri: platform-http:/added/{name}
                      steps:
                        - setBody: { constant: "inside" }
                """.getBytes(StandardCharsets.UTF_8)));
        String known = call(Role.RUNNER, "GET /nothing/at/all").text();

        for (Role role : List.of(Role.DESIGNER, Role.RUNNER, Role.AUDITOR, Role.TOKEN)) {
            Reply refused = call(role, call);
            assertEquals(403, refused.status());
            assertTrue(call.startsWith("HEAD") || refused.text().equals(known), refused.text());
        }
        assertNotEquals(403, call(Role.ADMIN, call).status());
    }

    @ParameterizedTest
    @CsvSource({"a, adrut", "d, drt", "r, rt", "u, u", "t, t"})
    void nobody_gives_away_a_role_that_is_wider_than_their_own(String of, String covered) {
        for (Role other : Role.values()) {
            assertEquals(isIn(other, covered), LETTERS.get(of).covers(other), of + " " + other);
        }
    }
}
