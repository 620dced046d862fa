package dev.appconnector.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.InBrowser;
import dev.appconnector.testkit.Page;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** As many runs as come together in years: the page holds what it shows, and asks for a page at a time. */
@InBrowser
class RunsOfYearsPageTest extends RunsOnPage {

    RunsOfYearsPageTest(Page page) {
        super(page);
    }

    /** 100,000 runs of the last hours, as a database has them. */
    private void fill() {
        Instant from = Instant.now().minus(Duration.ofHours(10));
        String prefix = "%012x".formatted(from.toEpochMilli()).substring(0, 6);
        page.app()
                .rows()
                .sql("""
                insert into run (id, connector_id, method, path, caller, wait_for_result, timeout_ms, state, created_at, ended_at, attempts)
                select cast(:prefix || substring(lpad(cast(n as varchar), 6, '0') from 1 for 2) || '-'
                         || substring(lpad(cast(n as varchar), 6, '0') from 3 for 4) || '-7000-8000-000000000000' as uuid),
                       cast(:connector as uuid), 'GET', '/filled/' || n, 'key:nobody', true, 1000,
                       case when mod(n, 1000) = 0 then 'failed' else 'succeeded' end,
                       current_timestamp, current_timestamp, '[]'
                  from system_range(1, 100000) as numbers(n)""")
                .param("prefix", prefix)
                .param("connector", connector)
                .update();
    }

    @Test
    void a_hundred_thousand_runs_are_read_by_the_page_and_what_is_out_of_sight_is_not_laid_out() {
        fill();
        page.signIn("/runs");
        awaitRows(50);
        assertEquals(1, requests("GET /worker/runs?limit=50"));

        while (rows() < 2_000) {
            long before = rows();
            page.browser().run("scrollTo(0, document.documentElement.scrollHeight)");
            page.until("more rows", this::rows, rows -> rows > before);
        }
        assertEquals(2_050, rows());
        assertEquals(10, requests("GET /worker/runs?limit=200&after="), "One request for each page.");
        assertEquals(
                "auto",
                page.browser()
                        .run("return getComputedStyle(document.querySelector('.runs tbody tr')).contentVisibility"));
        assertTrue((Boolean) page.browser().run("""
                const rows = [...document.querySelectorAll('.runs tbody tr')];
                const laidOut = rows.filter((row) => row.firstElementChild.checkVisibility({ contentVisibilityAuto: true }));
                return laidOut.length > 0 && laidOut.length < 200;
                """), "Rows that are far out of sight are laid out.");

        page.open("/runs");
        awaitRows(50);
        page.browser().run("document.querySelector('#more button').focus()");
        page.keys(Keys.ENTER);
        awaitRows(250);
        page.until("the first of those that came", page::focused, name -> name.equals("GET /filled/99950"));
        assertEquals(
                "The newest 250 runs",
                page.browser().run("return document.querySelector('runs-list > [role=status]').textContent"));

        page.browser().run("scrollTo(0, 0)");
        page.choose("State", "Failed").see("tbody", "/filled/100000");
        awaitRows(50);
        page.open("/runs?state=failed&connector=" + connector).see("tbody", "/filled/100000");
    }
}
