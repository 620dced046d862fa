package dev.appconnector.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.page.Measured.Calls;
import dev.appconnector.testkit.InBrowser;
import dev.appconnector.testkit.Page;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether it is us or them is told from the figures, and never from a few calls. Of each case the last hour, point by point. */
@InBrowser
class MonitoringVerdictTest {

    private static final int HOUR = 60;
    private static final int FROM = 40;

    private final Page page;

    MonitoringVerdictTest(Page page) {
        this.page = page;
    }

    @AfterEach
    void no_script_failed_and_the_policy_stopped_nothing() {
        page.assertCalm();
        page.browser().reset();
    }

    private static Measured measured() {
        return Measured.of(HOUR, 1);
    }

    private static Calls fine(int point) {
        return Calls.fine(10);
    }

    /** Ten calls a minute, and from the 40th minute on, as long as it lasts, other ones. */
    private static Calls late(int point, int until, Calls calls) {
        return point < FROM || point >= until ? Calls.fine(10) : calls;
    }

    private static Calls late(int point, Calls calls) {
        return late(point, HOUR, calls);
    }

    static Stream<Arguments> cases() {
        Calls ten = Calls.fine(10);
        return Stream.of(
                one(
                        "All is well",
                        measured().app("A", MonitoringVerdictTest::fine),
                        "All is well: 600 calls, none with errors; the gateway adds 0.4 ms."),
                one(
                        "The target",
                        measured()
                                .app("A", point -> late(point, Calls.fine(6).broken(4)))
                                .app("B", MonitoringVerdictTest::fine),
                        "A answers 40% of calls with errors since TIME; the gateway adds 0.4 ms."),
                one(
                        "All is well",
                        measured().app("A", point -> point == HOUR - 1 ? ten.broken(2) : ten),
                        "All is well: 602 calls, 0.3% with errors; the gateway adds 0.4 ms."),
                one(
                        "The target",
                        measured().app("A", point -> point == HOUR - 1 ? ten.broken(3) : ten),
                        "A answers 23.1% of calls with errors since "),
                one(
                        "The target",
                        measured()
                                .app("A", point -> late(point, Calls.fine(5).silent(5)))
                                .app("B", MonitoringVerdictTest::fine),
                        "A gives no answer to 50% of calls since TIME"),
                one(
                        "The way there",
                        measured()
                                .app("A", point -> late(point, Calls.NONE.silent(5)))
                                .app("B", point -> late(point, Calls.NONE.silent(2))),
                        "None of 2 apps can be reached since TIME: look at this node’s network first."),
                one(
                        "The target",
                        measured().app("A", point -> late(point, Calls.NONE.silent(5))),
                        "A gives no answer to 100% of calls since TIME"),
                one(
                        "The target",
                        measured()
                                .app("A", point -> late(point, ten.broken(5)))
                                .app("B", point -> late(point, ten.broken(30))),
                        "B answers 75% of calls with errors since TIME; the gateway adds 0.4 ms. The same holds for 1 other app."),
                one(
                        "The gateway",
                        measured().app("A", point -> late(point, ten.taking(1_400, 1_300))),
                        "The gateway adds 1.3 s to calls of A since TIME, such as waiting for a place; the target takes 100 ms."),
                one(
                        "All is well",
                        measured()
                                .app(
                                        "A",
                                        point -> late(
                                                point, ten.taking(1_400, 1_300).butFew(100))),
                        "All is well: 600 calls"),
                one(
                        "All is well",
                        measured().app("A", point -> late(point, ten.taking(4_000, 300))),
                        "All is well: 600 calls"),
                one(
                        "The target",
                        measured().app("A", point -> late(point, ten.taking(8_000, 0.4))),
                        "A takes 8 s for its slowest calls since TIME; the gateway adds 0.4 ms."),
                one(
                        "What is sent",
                        measured().app("A", point -> late(point, Calls.fine(2).denied(8))),
                        "A turns down 80% of calls with 4xx since TIME: check the credential and what is sent; the gateway adds 0.4 ms."),
                one(
                        "All is well",
                        measured().app("A", point -> Calls.fine(8).denied(3)),
                        "All is well: 660 calls, none with errors"),
                one(
                        "What is sent",
                        measured().app("A", point -> late(point, Calls.fine(5).refused(5))),
                        "50% of calls of A are refused here since TIME: by a rule, or because it is paused or revoked."),
                // Nothing was called since, so nobody knows that it is better.
                one(
                        "The target",
                        measured()
                                .app(
                                        "A",
                                        point -> point < FROM ? fine(point) : point < 45 ? ten.broken(10) : Calls.NONE),
                        "A answers 50% of calls with errors since TIME"),
                // Minutes that are good by chance do not end it: one call in ten fails, but not in every minute.
                one(
                        "The target",
                        measured()
                                .app(
                                        "A",
                                        point -> point < FROM || point % 2 == 0
                                                ? ten
                                                : Calls.fine(8).broken(2)),
                        "A answers 10.5% of calls with errors since TIME+1"),
                one(
                        "All is well again",
                        measured().app("A", point -> late(point, 55, ten.broken(10))),
                        "All is well again: A failed 50% of calls from TIME to TIME+15; the gateway adds 0.4 ms."),
                one(
                        "All is well",
                        measured().app("A", point -> late(point, 41, ten.broken(10))),
                        "All is well: 610 calls, 1.6% with errors"),
                one(
                        "The queue",
                        measured().app("A", MonitoringVerdictTest::fine).waiting(0, 7, 900_000, point -> 7),
                        "7 runs wait in the queue, the oldest for 15 min: calls go well otherwise."),
                one(
                        "Nothing yet",
                        measured().app("A", point -> Calls.NONE).waiting(1, 0, 0, point -> 0),
                        "No call has ended in this period: 1 is in flight, 0 runs wait in the queue."));
    }

    private static Arguments one(String kind, Measured measured, String says) {
        return Arguments.of(kind, says, measured);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cases")
    void each_case_is_told_by_whose_doing_it_is(String kind, String says, Measured measured) {
        measured.shownOn(page.signIn("/"), "").see(".verdict", kind);

        assertEquals(kind, page.text(".verdict-kind"));
        String told = page.text(".verdict p");
        String expected = says.replace("TIME+15", time(measured, FROM + 15, false))
                .replace("TIME+1", time(measured, FROM + 1, true))
                .replace("TIME", time(measured, FROM, true));
        assertTrue(told.startsWith(expected), told + "\nand not " + expected);
    }

    /** @param orDay with the day where that is not today's, as in the hour after midnight */
    private String time(Measured measured, int point, boolean orDay) {
        return (String) page.browser().run("""
                        const [at, orDay] = arguments;
                        const isToday = new Date(at).toDateString() === new Date().toDateString();
                        const day = orDay && !isToday ? { weekday: 'short' } : {};
                        return new Intl.DateTimeFormat(undefined, { ...day, hour: '2-digit', minute: '2-digit' }).format(at);
                        """, measured.millisOf(point), orDay);
    }

    @Test
    void of_a_chosen_app_it_is_said_of_that_app_alone() {
        Measured measured = measured()
                .app("A", point -> late(point, Calls.fine(6).broken(4)))
                .app("B", MonitoringVerdictTest::fine);
        measured.shownOn(page.signIn("/"), "?connector=01a20000-0000-7000-8000-000000000002")
                .see(".verdict", "All is well");
    }

    @Test
    void without_calls_the_reader_is_led_on() {
        measured().shownOn(page.signIn("/"), "").see(".empty", "No calls in this period");
        page.press("Run something").see("h1", "Server Activity");
    }
}
