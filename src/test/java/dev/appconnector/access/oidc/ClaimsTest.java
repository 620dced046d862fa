package dev.appconnector.access.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.appconnector.access.Caller;
import dev.appconnector.access.Role;
import dev.appconnector.access.Scope;
import dev.appconnector.access.Scope.Reach;
import dev.appconnector.settings.OidcSettings;
import dev.appconnector.storage.Statements;
import dev.appconnector.testkit.OnBothDatabases;
import dev.appconnector.testkit.RunningAppConnector;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the claims of a token say of its subject, and what the names in them mean at the time. */
@OnBothDatabases
class ClaimsTest {

    private static final String ISSUER = "https://id.example";

    private final RunningAppConnector app;
    private final ScopeNames names;

    ClaimsTest(RunningAppConnector app) {
        this.app = app;
        this.names = new ScopeNames(new Statements(
                app.node().camelContext().getRegistry().lookupByNameAndType("database", DataSource.class)));
    }

    private static ClaimsReader reader(String issuer, String roles) {
        return new ClaimsReader(new OidcSettings(
                URI.create(issuer), "appconnector", roles, Optional.of("crm.connectors"), Optional.of("activities")));
    }

    private static Identity identity(JWTClaimsSet.Builder claims) {
        return reader(ISSUER, "roles").read(claims.build()).orElseThrow();
    }

    private static JWTClaimsSet.Builder of(String subject) {
        return new JWTClaimsSet.Builder().subject(subject);
    }

    private Caller caller(JWTClaimsSet.Builder claims) {
        return identity(claims).caller(names.current());
    }

    @Test
    void a_subject_is_the_same_caller_whatever_its_name_is_and_another_at_another_issuer() {
        String text = identity(of("u-17").claim("name", "Ann")).text();
        assertTrue(text.matches("oidc:[0-9a-f]{16}:u-17"), text);
        assertEquals(text, identity(of("u-17").claim("email", "ann@x.example")).text());
        assertNotEquals(text, identity(of("u-18")).text());
        assertNotEquals(
                text,
                reader(ISSUER + "/", "roles")
                        .read(of("u-17").build())
                        .orElseThrow()
                        .text());
        assertTrue(identity(of("s".repeat(255))).text().length() <= 512);
    }

    @Test
    void the_name_to_show_is_the_first_that_there_is_and_harmless() {
        assertEquals(
                "Ann",
                identity(of("u").claim("name", "Ann").claim("preferred_username", "ann"))
                        .name());
        assertEquals(
                "ann",
                identity(of("u").claim("name", " ").claim("preferred_username", "ann"))
                        .name());
        assertEquals(
                "ann",
                identity(of("u").claim("name", 7).claim("preferred_username", "ann"))
                        .name());
        assertEquals("u", identity(of("u")).name());
        assertEquals("A  b", identity(of("u").claim("name", "A\r\nb\u202e")).name());
        String long_ =
                identity(of("u").claim("name", "\ud83d\ude00".repeat(129))).name();
        assertEquals("\ud83d\ude00".repeat(128), long_);
    }

    @ParameterizedTest
    @CsvSource({
        "auditor, AUDITOR",
        "auditor runner, RUNNER",
        "runner auditor designer, DESIGNER",
        "x admin designer, ADMIN",
        "Admin, ",
        "token, ",
        "admins, "
    })
    void of_several_roles_the_first_of_the_list_counts(String words, Role role) {
        assertEquals(
                Optional.ofNullable(role),
                identity(of("u").claim("roles", List.of(words.split(" ")))).role());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"roles", "realm_access.roles", "https://crm.example/roles", "resource_access.crm.web.roles"})
    void a_claim_may_lie_deeper_and_names_may_hold_dots(String way) {
        JWTClaimsSet.Builder claims = of("u").claim("roles", "admin")
                .claim("realm_access", Map.of("roles", List.of("admin", 7)))
                .claim("https://crm.example/roles", List.of("admin"))
                .claim("resource_access", Map.of("crm.web", Map.of("roles", List.of("admin"))));
        assertEquals(
                Optional.of(Role.ADMIN),
                reader(ISSUER, way).read(claims.build()).orElseThrow().role());
        assertEquals(
                Optional.empty(),
                reader(ISSUER, way + ".x").read(claims.build()).orElseThrow().role());
    }

    @Test
    void a_runner_reaches_what_its_claims_name_now() {
        UUID crm = UUID.fromString(app.connector("Crm of ours", "https://crm.example", "a-token-of-some-length"));
        UUID other = UUID.fromString(app.connector("Other", "https://other.example", "a-token-of-some-length"));
        JWTClaimsSet.Builder claims = of("u").claim("roles", "runner")
                .claim("crm", Map.of("connectors", List.of("CRM OF OURS", "nobody", "{}", "", other.toString())));
        assertEquals(Reach.of(Set.of(other)), caller(claims).scope().connectors(), "no name was read yet");
        names.refresh();
        Object read = names.current();
        assertEquals(Reach.of(Set.of(crm, other)), caller(claims).scope().connectors());
        assertEquals(Reach.NONE, caller(claims).scope().activities());
        names.refresh();
        assertTrue(read == names.current(), "nothing changed");

        app.call("DELETE", "/api/connectors/" + crm, null);
        names.refresh();
        assertEquals(Reach.of(Set.of(other)), caller(claims).scope().connectors());
        UUID another = UUID.fromString(app.connector("crm of ours", "https://new.example", "a-token-of-some-length"));
        names.refresh();
        assertEquals(Reach.of(Set.of(another, other)), caller(claims).scope().connectors());
    }

    @Test
    void a_runner_without_claims_of_scope_has_none_and_a_star_is_everything() {
        assertEquals(Scope.NONE, caller(of("u").claim("roles", "runner")).scope());
        assertEquals(
                Scope.ALL,
                caller(of("u").claim("roles", "runner")
                                .claim("crm", Map.of("connectors", "*"))
                                .claim("activities", List.of("x", "*")))
                        .scope());
        UUID activity = UUID.randomUUID();
        assertEquals(
                new Scope(Reach.NONE, Reach.of(Set.of(activity))),
                caller(of("u").claim("roles", "runner").claim("activities", activity.toString()))
                        .scope());
    }

    @Test
    void without_a_setting_for_it_no_claim_gives_a_scope() {
        ClaimsReader without = new ClaimsReader(
                new OidcSettings(URI.create(ISSUER), "appconnector", "roles", Optional.empty(), Optional.empty()));
        Identity runner = without.read(of("u").claim("roles", "runner")
                        .claim("connectors", "*")
                        .claim("activities", "*")
                        .build())
                .orElseThrow();
        assertEquals(Scope.NONE, runner.caller(names.current()).scope());
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "designer", "auditor"})
    void the_other_roles_have_all_that_they_may_see(String role) {
        Caller caller = caller(of("u").claim("roles", role).claim("activities", "one"));
        assertEquals(Scope.ALL, caller.scope());
        assertEquals(Caller.Way.OIDC, caller.way());
        assertEquals(Optional.empty(), caller.key());
        assertEquals(caller.text(), caller.actor(), "the text tells how it came");
    }
}
