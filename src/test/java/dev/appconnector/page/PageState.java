package dev.appconnector.page;

import static dev.appconnector.page.Scene.SECRET;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Behaviour;
import dev.appconnector.testkit.Page;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.openqa.selenium.Keys;

/**
 * Something that the page can show: pictures are taken of each, and axe-core looks at each. A new one is one line.
 *
 * @param name the view and what is special, as {@code view--state}
 * @param shown leads the page there, whatever it showed before
 */
record PageState(String name, Consumer<Scene> shown) {

    private static final Behaviour CASES = Answer.json("""
            {"totalSize":2,"done":true,"records":[{"Id":"5003000000D8cuI","Subject":"The printer is on fire",\
            "Priority":"High"},{"Id":"5003000000D8cuJ","Subject":"The fire is out","Priority":"Low"}]}""");

    private static final Behaviour BYTES =
            Answer.status(200).header("Content-Type", "image/png").body(new byte[] {1, 2, 3, (byte) 0xff});

    private static final Behaviour HUGE =
            Answer.status(200).header("Content-Type", "text/plain").bodyOf(300 * 1024);

    private static final Behaviour MISSING = Answer.status(404)
            .header("Content-Type", "application/json")
            .body("{\"errorCode\":\"NOT_FOUND\",\"message\":\"The requested resource does not exist\"}");

    private static final List<PageState> FIRST = List.of(
            state("sign-in--empty", scene -> scene.nobody().see("h1", "Sign in")),
            state("sign-in--fault", scene -> scene.nobody().press("Sign in").see(".fault", "Enter your key")),
            state("sign-in--again", PageState::signInAgain),
            state(
                    "frame--user-menu",
                    scene -> scene.list().press("Signed in as admin.key").see("#user", "Admin")),
            state("frame--menu", PageState::menu),
            state("frame--sign-out", PageState::signOut),
            state("frame--loading", scene -> held(scene, "*/api/session", "/", ".skeleton")),
            state("frame--failed", PageState::failedStart),
            state("apps--empty", scene -> scene.empty().see("h2", "No connected apps yet")),
            state("apps--loading", scene -> held(scene, "*/api/connectors*", "/", ".skeleton")),
            state("apps--failed", PageState::failedList),
            state("apps--filled", scene -> scene.list().see("table", "Zendesk")),
            state("apps--long", scene -> scene.longList().see("table", "region 20")),
            state("apps--no-match", scene -> scene.list("/?q=nothing").see("h2", "No app matches")),
            state("apps--sorted", scene -> scene.list("/?sort=-name").see("table", "Zendesk")),
            state("apps--revoked", scene -> scene.list("/?state=revoked").see("table", "Revoked")),
            state("apps--saved", PageState::saved),
            state("apps--not-paused", PageState::notPaused),
            state("add-new--basic", scene -> scene.addNew().tick("Basic").see("dialog", "Username")),
            state("add-new--token", PageState::token),
            state("add-new--api-key", PageState::apiKey),
            state("add-new--none", scene -> scene.addNew().tick("None").see("dialog", "no credential")),
            state("add-new--faults", PageState::faults),
            state("add-new--refused", PageState::refused),
            state("add-new--saving", PageState::saving),
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
            state("edit--limits", scene -> scene.edit().press("Limits").see(".limits", "Longest delay")),
            state("edit--stale", scene -> scene.stale()),
            state("edit--read-only", PageState::readOnly),
            state(
                    "revoke--nothing",
                    scene -> scene.list().press("Revoke Zendesk").see("dialog", "Nothing runs")),
            state("revoke--counts", scene -> scene.revoke()),
            state("revoke--fault", scene -> scene.revoke().press("Revoke").see("#confirm-fault", "exactly")),
            state("revoke--unreadable", PageState::countsUnreadable),
            state("revoke--done", PageState::revoked),
            state("activity--empty", scene -> scene.list("/server-activity").see("h2", "Result")),
            state("activity--no-apps", PageState::activityWithoutApps),
            state("activity--filled", scene -> scene.activity()),
            state("activity--faults", PageState::activityFaults),
            state(
                    "activity--refused",
                    scene -> scene.activity().type("Path", "/../a").press("Run").see("#path-fault", "dots")),
            state("activity--pasted", PageState::pasted),
            state(
                    "activity--explain",
                    scene -> scene.activity().press("Explain").see(".result", "This would be sent")),
            state(
                    "activity--copy-menu",
                    scene -> scene.activity().press("Copy as").see("#copy-menu", "YAML")),
            state("activity--running", PageState::running),
            state("activity--stopped", scene -> running(scene).press("Stop").see(".result", "You broke it off")),
            state("activity--json", scene -> scene.answered(CASES, "200")),
            state("activity--text", scene -> scene.answered(Answer.ok().header("X-Trace", "t-1"), "200")),
            state("activity--binary", scene -> scene.answered(BYTES, "200")),
            state("activity--huge", scene -> scene.answered(HUGE, "200").see(".result", "Show the rest")),
            state("activity--none", scene -> scene.answered(Answer.status(204), "204")),
            state("activity--404", scene -> scene.answered(MISSING, "404")),
            state(
                    "activity--headers",
                    scene -> scene.answered(CASES, "200").press("Headers").see("#panel", "content-type")),
            state(
                    "activity--timing",
                    scene -> scene.answered(CASES, "200").press("Timing").see("#panel", "In all")),
            state(
                    "activity--attempts",
                    scene -> scene.answered(CASES, "200").press("Attempts").see("#panel", "Answered 200")),
            state("activity--gateway", scene -> scene.answered(Answer.reset(), "Gateway")),
            state("activity--timed-out", PageState::timedOut),
            state("activity--queued", PageState::queued));

    static final List<PageState> ALL =
            Stream.concat(FIRST.stream(), SavedActivityStates.ALL.stream()).toList();

    private static PageState state(String name, Consumer<Scene> shown) {
        return new PageState(name, shown);
    }

    @Override
    public String toString() {
        return name;
    }

    /** The page waits for an answer of the server. */
    private static void held(Scene scene, String url, String address, String sign) {
        scene.list();
        scene.page().browser().hold(url);
        scene.page().open(address);
        scene.page().until(sign, () -> scene.page().shows(sign), Boolean::booleanValue);
    }

    private static void failedStart(Scene scene) {
        scene.list();
        scene.page().browser().block("*/api/session");
        scene.page().open("/").see(".notice", "cannot be reached");
    }

    private static void failedList(Scene scene) {
        scene.list();
        scene.page().browser().block("*/api/connectors*");
        scene.page().open("/").see(".notice", "could not be loaded");
    }

    private static void menu(Scene scene) {
        scene.list().browser().size(320, 800);
        scene.page().press("Menu").see("#menu", "Server Activity");
    }

    private static void signOut(Scene scene) {
        scene.activity().press("Signed in as admin.key").press("Sign out").see("dialog", "neither run nor copied");
    }

    private static void signInAgain(Scene scene) {
        scene.addNew().tick("None").type("Connector Name", "Intranet").type("Domain", "https://intranet.example.com");
        scene.endSession();
        scene.page().press("Save").see("#again-title", "Sign in again");
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
                .see(".kept", "Set");
    }

    private static void countsUnreadable(Scene scene) {
        scene.list().browser().block("*/usage");
        scene.page().press("Revoke Zendesk").see("dialog", "could not be counted");
    }

    private static void revoked(Scene scene) {
        scene.revoke().type("Type Nightly to confirm", "Nightly").press("Revoke");
        scene.page().see("dialog", "2 queued deliveries were cancelled");
    }

    private static void activityWithoutApps(Scene scene) {
        scene.empty().press("Server Activity").see("form", "No connected app yet");
    }

    private static void activityFaults(Scene scene) {
        scene.activity()
                .type("Body", "{broken")
                .type("Timeout (ms)", "0")
                .press("Add header")
                .press("Run");
        scene.page().see(".summary", "3 fields");
    }

    private static void pasted(Scene scene) {
        scene.activity().field("Path").sendKeys(Keys.END);
        scene.page()
                .paste("curl https://unknown.example/a -H 'Cookie: a=b' -d '{\"a\":1}'")
                .see(".notice", "unknown.example");
    }

    private static Page running(Scene scene) {
        scene.activity();
        scene.target().answer(Answer.silence());
        scene.page().press("Run").see(".result", "Running");
        return scene.page();
    }

    private static void timedOut(Scene scene) {
        scene.activity().type("Timeout (ms)", "500");
        scene.target().answer(Answer.silence());
        scene.page().press("Run").see(".headline", "timed out");
    }

    private static void queued(Scene scene) {
        scene.activity().tick("False");
        scene.target().answer(Answer.status(503).header("Retry-After", "3600").body("later"));
        scene.page().press("Run").see(".result", "1 attempt");
    }
}
