package dev.appconnector.page;

import static dev.appconnector.page.PageState.held;
import static dev.appconnector.page.PageState.state;
import static dev.appconnector.page.Scene.SECRET;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Page;
import java.util.List;

/** The states of Connected Apps and its dialogs. */
final class AppsStates {

    static final List<PageState> ALL = List.of(
            state("apps--empty", scene -> scene.empty().see("h2", "No connected apps yet")),
            state("apps--loading", scene -> held(scene, "*/api/connectors*", "/", ".skeleton")),
            state("apps--failed", AppsStates::failedList),
            state("apps--filled", scene -> scene.list().see("table", "Zendesk")),
            state("apps--long", scene -> scene.longList().see("table", "region 20")),
            state("apps--no-match", scene -> scene.list("/?q=nothing").see("h2", "No app matches")),
            state("apps--sorted", scene -> scene.list("/?sort=-name").see("table", "Zendesk")),
            state("apps--revoked", scene -> scene.list("/?state=revoked").see("table", "Revoked")),
            state("apps--saved", AppsStates::saved),
            state("apps--not-paused", AppsStates::notPaused),
            state("add-new--basic", scene -> scene.addNew().tick("Basic").see("dialog", "Username")),
            state("add-new--token", AppsStates::token),
            state("add-new--api-key", AppsStates::apiKey),
            state("add-new--oauth2", AppsStates::oauth2),
            state("add-new--assertion", AppsStates::assertion),
            state("add-new--none", scene -> scene.addNew().tick("None").see("dialog", "no credential")),
            state("add-new--faults", AppsStates::faults),
            state("add-new--refused", AppsStates::refused),
            state("add-new--saving", AppsStates::saving),
            state("add-new--discard", scene -> scene.addNew()
                    .type("Connector Name", "x")
                    .press("Cancel")
                    .see("dialog", "Discard")),
            state("edit--loading", scene -> held(scene, "*/api/connectors/0*", "/?app=01", ".loading")),
            state("edit--gone", scene -> scene.list("/?app=01a20000-0000-7000-8000-000000000000")
                    .see("dialog", "Try again")),
            state("edit--secrets", scene -> scene.edit()),
            state("edit--replace", scene -> scene.edit().press("Replace").see("dialog", "Keep the old one")),
            state("edit--another-type", scene -> scene.edit().tick("Basic").see(".notice-info", "drops")),
            state("edit--limits", scene -> scene.edit().press("Limits").see("dialog", "Longest delay")),
            state("edit--stale", scene -> scene.stale()),
            state("edit--read-only", AppsStates::readOnly),
            state(
                    "revoke--nothing",
                    scene -> scene.list().press("Revoke Zendesk").see("dialog", "Nothing runs")),
            state("revoke--counts", scene -> scene.revoke()),
            state("revoke--fault", scene -> scene.revoke().press("Revoke").see("#confirm-fault", "exactly")),
            state("revoke--unreadable", AppsStates::countsUnreadable),
            state("revoke--done", AppsStates::revoked),
            state("import--planned", AppsStates::planned),
            state("import--faults", AppsStates::faultsOfFile),
            state("test--works", AppsStates::works),
            state("test--refused", AppsStates::testRefused),
            state("test--not-sure", AppsStates::notSure),
            state("credential--next", scene -> scene.nextSecret().see(".credentials", "Used by the last call")),
            state("credential--faults", AppsStates::nextFaults));

    private AppsStates() {}

    private static void failedList(Scene scene) {
        scene.list();
        scene.page().browser().block("*/api/connectors*");
        scene.page().open("/").see(".notice", "could not be loaded");
    }

    private static void saved(Scene scene) {
        scene.addNew().tick("None").type("Connector Name", "Saved").type("Domain", "https://saved.example.com");
        scene.page().press("Save").see(".notice", "Saved is saved");
    }

    private static void notPaused(Scene scene) {
        scene.list().browser().block("*/api/connectors/*");
        scene.page().press("Pause Zendesk").see(".notice", "was not changed");
    }

    private static void token(Scene scene) {
        scene.addNew().type("Connector Name", "HubSpot").tick("Token").type("Domain", "https://api.hubapi.com/crm/v3");
        scene.page().type("Auth Prefix Value", SECRET).see(".preview", "Bearer");
    }

    private static void oauth2(Scene scene) {
        scene.addNew()
                .tick("OAuth 2.0 (Password Credentials)")
                .type("Token URL", "https://acme.service-now.com/oauth_token.do")
                .see(".preview", "Bearer");
    }

    private static void assertion(Scene scene) {
        scene.addNew()
                .press("More")
                .tick("OAuth 2.0 (JWT Bearer)")
                .press("Client certificate and authority")
                .type("Authority of the target (PEM)", "no certificate")
                .press("Save");
        scene.page().see("#tls-ca-fault", "BEGIN CERTIFICATE");
    }

    private static void apiKey(Scene scene) {
        scene.addNew()
                .press("More")
                .tick("API key")
                .press("Add header")
                .tick("Header 1 is secret")
                .press("Limits");
    }

    private static void faults(Scene scene) {
        scene.addNew()
                .press("Add header")
                .press("Limits")
                .type("Concurrent calls", "0")
                .press("Save");
        scene.page().see(".summary", "fields need your attention");
    }

    private static void refused(Scene scene) {
        scene.addNew().tick("None").type("Connector Name", "Intranet").type("Domain", "https://10.0.0.1/x");
        scene.page().press("Save").see("#domain-fault", "private");
    }

    private static void saving(Scene scene) {
        scene.addNew().tick("None").type("Connector Name", "Intranet").type("Domain", "https://intranet.example.com");
        scene.page().browser().hold("*/api/connectors");
        scene.page().press("Save");
        scene.page().until("busy", () -> scene.page().shows(".dialog .spinner"), Boolean::booleanValue);
    }

    private static void readOnly(Scene scene) {
        scene.list();
        scene.page()
                .signIn("/", scene.page().app().key("auditor"))
                .press("Payments")
                .press("Show all settings")
                .see(".kept", "Set");
    }

    private static void countsUnreadable(Scene scene) {
        scene.list().browser().block("*/usage");
        scene.page().press("Revoke Zendesk").see("dialog", "could not be counted");
    }

    private static void works(Scene scene) {
        scene.list().press("Test Salesforce").see("dialog", "It works");
        scene.page().press("The request as sent").see("dialog .facts", "User-Agent");
    }

    private static void testRefused(Scene scene) {
        scene.list();
        scene.target().next(Answer.status(401));
        scene.page().press("Test Zendesk").see("dialog .notice", "refused the credential (401)");
    }

    private static void notSure(Scene scene) {
        scene.list();
        scene.target().next(Answer.status(404));
        scene.page().press("Test Payments").see("dialog .notice", "nothing under this path");
    }

    private static void nextFaults(Scene scene) {
        scene.list().press("Payments").press("Add next secret").tick("At a set time");
        scene.page().press("Add").see("#activateAt-fault", "to come");
    }

    private static void revoked(Scene scene) {
        scene.revoke().type("Type Nightly to confirm", "Nightly").press("Revoke");
        scene.page().see("dialog", "2 queued deliveries were cancelled");
    }

    private static void planned(Scene scene) {
        scene.list();
        String file = scene.page().app().get("/api/export").text();
        String activity = "  - {name: open-cases, connector: Salesforce, method: GET, path: /cases}";
        chosen(
                        scene,
                        file.replace("https://payments.", "https://pay.")
                                .replace("activities: []", "activities:\n" + activity))
                .see("dialog", "Secrets to add");
    }

    private static void faultsOfFile(Scene scene) {
        scene.list();
        chosen(scene, "connectors:\n  - name: a{b}\n    domain: ftp://x\n    auth: {type: none}\n")
                .see("dialog", "2 faults");
    }

    private static Page chosen(Scene scene, String file) {
        return scene.page().press("Import").attach("File", "connectors.yaml", file);
    }
}
