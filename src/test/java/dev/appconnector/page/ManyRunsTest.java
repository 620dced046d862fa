package dev.appconnector.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.InBrowser;
import dev.appconnector.testkit.Page;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** Replay and cancel of many runs at once. */
@InBrowser
class ManyRunsTest extends RunsOnPage {

    ManyRunsTest(Page page) {
        super(page);
    }

    private void openList(int rows) {
        page.signIn("/runs");
        awaitRows(rows);
    }

    @Test
    void those_that_can_be_replayed_are_one_request_a_run_and_the_others_are_left_out() {
        succeeded("POST", "/one");
        succeeded("PATCH", "/two");
        succeeded("GET", "/three");
        queued("GET", "/four");
        waited("/five");
        openList(5);
        page.tick("All shown").see(".chosen", "5 chosen");
        page.press("Replay 5").see("dialog", "Replay 3 runs?");
        assertTrue(page.text("dialog").contains("1 run is left out: a caller waited"));
        assertTrue(page.text("dialog").contains("1 run is left out: not ended yet."));
        assertTrue(page.text("dialog").contains("POST and PATCH may act twice"));
        new Actions(page.browser().driver())
                .doubleClick(page.button("Replay 3"))
                .perform();

        page.see("dialog", "3 runs were replayed.");
        assertEquals(3, requests("POST /worker/runs/"));
        page.press("Close");
        awaitRows(8);
        assertFalse(page.shows(".chosen"));
        assertFalse(page.focused().isEmpty(), "The focus is somewhere.");
    }

    @Test
    void what_cannot_be_cancelled_any_more_is_named_with_the_reason_and_the_way_there() {
        String first = queued("POST", "/first");
        String second = queued("POST", "/second");
        openList(2);
        page.press("Pause").tick("All shown").press("Cancel 2").see("dialog", "Cancel 2 runs?");
        page.app().post("/worker/runs/" + first + "/cancel", null);
        page.browser().block("*/worker/runs/" + second + "/cancel");
        page.press("Cancel 2 runs").see("dialog", "1 run was cancelled.");

        assertTrue(page.text("dialog").contains("1 run was not cancelled"), page.text("dialog"));
        assertTrue(page.text("dialog").contains("The server cannot be reached"));
        page.browser().block();
        page.press("POST /second").seeNo("dialog").see(".run-meaning", "Not delivered yet");
    }

    @Test
    void only_what_is_ticked_is_cancelled() {
        String kept = queued("POST", "/kept");
        String gone = queued("POST", "/gone");
        openList(2);
        page.tick("Choose POST /gone").press("Cancel 1").press("Cancel run").see("dialog", "1 run was cancelled.");
        page.keys(Keys.ESCAPE).seeNo("dialog");

        inState(gone, "cancelled");
        assertEquals("queued", run(kept).get("state").textValue());
        page.see("tbody", "Cancelled");
    }

    @Test
    void where_none_can_be_nothing_is_offered() {
        waited("/waited");
        openList(1);
        page.tick("All shown").press("Cancel 1").see("dialog", "None of these can be cancelled.");
        assertFalse(page.hasButton("Cancel run"));
        page.press("Not now").seeNo("dialog");
    }

    @Test
    void stopping_leaves_the_rest_as_it_is() {
        for (int number = 0; number < 6; number++) {
            succeeded("GET", "/number-" + number);
        }
        openList(6);
        page.tick("All shown").press("Replay 6");
        page.browser().hold("*/replay");
        page.press("Replay 6").see("dialog", "Replaying");
        assertEquals("Stop", page.focused());
        page.keys(Keys.ESCAPE).see("dialog", "Replaying");
        page.press("Stop");
        page.browser().letGo();

        page.see("dialog", "You stopped: 2 runs were left as they are.");
        assertEquals(4, requests("POST /worker/runs/"));
    }

    @Test
    void a_runner_replays_its_own_runs() {
        succeeded("GET", "/of-the-admin");
        String runner = page.app().key("runner", "crm");
        inState(kept(runner, Map.of("path", "/own")), "succeeded");
        page.signIn("/runs", runner);
        awaitRows(1);

        page.tick("All shown").press("Replay 1").press("Replay").see("dialog", "1 run was replayed.");
    }
}
