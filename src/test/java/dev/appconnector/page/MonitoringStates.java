package dev.appconnector.page;

import static dev.appconnector.page.PageState.held;
import static dev.appconnector.page.PageState.state;

import dev.appconnector.page.Measured.Calls;
import dev.appconnector.testkit.Page;
import java.util.List;

/** The states of Monitoring. */
final class MonitoringStates {

    static final List<PageState> ALL = List.of(
            state("monitoring--none", scene -> shown(scene, Measured.of(60, 1), "")
                    .see(".empty", "No calls")),
            state("monitoring--loading", scene -> held(scene, "*/api/monitoring*", "/monitoring", ".skeleton")),
            state("monitoring--failed", MonitoringStates::failed),
            state("monitoring--target", scene -> shown(scene, anHour(), "").see(".verdict", "Zendesk")),
            state("monitoring--day", scene -> shown(scene, aDay(), "?minutes=1440")
                    .see(".verdict", "All is well")),
            state("monitoring--app", MonitoringStates::oneApp),
            state("monitoring--tables", MonitoringStates::tables),
            state("monitoring--not-renewed", MonitoringStates::notRenewed));

    private MonitoringStates() {}

    private static Page shown(Scene scene, Measured measured, String query) {
        return measured.shownOn(scene.list(), query);
    }

    private static double wave(int point, double width) {
        return 1 + Math.sin(point / width) * 0.4 + Math.sin(point / width * 3.7) * 0.15;
    }

    /** Of which a target was wrong for the last twenty minutes, and a node there for 50. */
    static Measured anHour() {
        return Measured.of(60, 1)
                .since(10)
                .app(
                        "Salesforce",
                        point -> new Calls((int) (34 * wave(point, 9)), 1, 0, 0, 0, 140 * wave(point, 5), 0.6))
                .app(
                        "Zendesk",
                        point -> point < 40
                                ? new Calls((int) (12 * wave(point, 7)), 0, 0, 0, 0, 210 * wave(point, 6), 0.5)
                                : new Calls(6, 0, 5, point % 4 == 0 ? 1 : 0, 0, 480 * wave(point, 4), 0.5))
                .app("Payments", point -> new Calls(point % 3, point % 7 == 0 ? 1 : 0, 0, 0, 0, 90, 0.4))
                .waiting(4, 7, 42_000, point -> point < 40 ? 0 : Math.min(9, (point - 40) / 2));
    }

    /** Of twenty connectors with long names. */
    static Measured aDay() {
        Measured measured = Measured.of(1440, 10);
        for (int number = 1; number <= 20; number++) {
            int busy = 800 / number;
            measured.app(
                    "Customer relations, region %02d (production, do not touch)".formatted(number),
                    point -> new Calls(
                            (int) (busy * wave(point, 23)),
                            point % 40 == 0 ? 2 : 0,
                            point % 90 == 0 ? 1 : 0,
                            0,
                            0,
                            120 * wave(point, 15),
                            0.7));
        }
        return measured;
    }

    private static void failed(Scene scene) {
        scene.list().browser().block("*/api/monitoring*");
        scene.page().open("/monitoring").see(".notice", "could not be loaded");
    }

    private static void oneApp(Scene scene) {
        shown(scene, anHour(), "?minutes=60&connector=01a20000-0000-7000-8000-000000000002")
                .see(".verdict", "Zendesk");
    }

    private static void tables(Scene scene) {
        Page page = shown(scene, anHour(), "");
        page.see(".verdict", "Zendesk");
        page.browser().run("document.querySelectorAll('time-chart button').forEach((one) => one.click())");
        page.press("Pause").see(".live", "Paused");
        page.see(".values", "so far");
    }

    private static void notRenewed(Scene scene) {
        Page page = shown(scene, anHour(), "");
        page.see(".verdict", "Zendesk");
        page.browser().run("window.fetch = () => Promise.reject(new TypeError('gone'))");
        page.choose("Period", "Last 15 minutes").see(".notice-danger", "could not be renewed");
    }
}
