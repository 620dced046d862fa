package dev.appconnector.page;

import static dev.appconnector.page.PageState.state;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Behaviour;
import dev.appconnector.testkit.Page;
import java.util.List;
import org.openqa.selenium.Keys;

/** The states of Server Activity where a request is typed, and of its results. */
final class ActivityStates {

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

    static final List<PageState> ALL = List.of(
            state("activity--empty", scene -> scene.list("/server-activity").see("h2", "Result")),
            state("activity--no-apps", ActivityStates::activityWithoutApps),
            state("activity--filled", scene -> scene.activity()),
            state("activity--faults", ActivityStates::activityFaults),
            state(
                    "activity--refused",
                    scene -> scene.activity().type("Path", "/../a").press("Run").see("#path-fault", "dots")),
            state("activity--pasted", ActivityStates::pasted),
            state(
                    "activity--explain",
                    scene -> scene.activity().press("Explain").see(".result", "This would be sent")),
            state(
                    "activity--copy-menu",
                    scene -> scene.activity().press("Copy as").see("#copy-menu", "YAML")),
            state("activity--running", ActivityStates::running),
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
            state("activity--timed-out", ActivityStates::timedOut),
            state("activity--queued", ActivityStates::queued));

    private ActivityStates() {}

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
