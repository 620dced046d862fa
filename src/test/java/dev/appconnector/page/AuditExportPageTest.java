package dev.appconnector.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.InBrowser;
import dev.appconnector.testkit.Page;
import dev.appconnector.testkit.RunningAppConnector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The audit as a file that the browser saves. */
@InBrowser
class AuditExportPageTest extends CallersOnPage {

    @TempDir
    private Path files;

    AuditExportPageTest(Page page) {
        super(page);
    }

    private String exported(String address, String format) throws IOException {
        page.signIn(address).see("tbody", "Key made");
        page.browser().keepFilesIn(files);
        page.press("Export").press(format).see("dialog .notice-success", "saved by your browser");
        String ending = "." + format.toLowerCase(java.util.Locale.ROOT);
        Path file = page.until("the file", () -> saved(ending), found -> found != null);
        return Files.readString(file);
    }

    private Path saved(String ending) {
        try (Stream<Path> found = Files.list(files)) {
            return found.filter(file -> file.toString().endsWith(ending))
                    .findAny()
                    .orElse(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void json_has_all_pages_each_entry_as_the_api_gave_it() throws IOException {
        for (int number = 0; number < 210; number++) {
            key("k" + number, "auditor", List.of(), List.of());
        }
        JsonNode file = RunningAppConnector.JSON.readTree(exported("/audit", "JSON"));
        long newest = file.get(0).get("sequence").longValue();
        assertEquals(newest, file.size(), "none is missing");
        assertTrue(newest > 210, Long.toString(newest));
        JsonNode asked =
                page.app().get("/api/audit?limit=1&after=5").json().get("items").get(0);
        assertEquals(asked, file.get((int) newest - 4));
    }

    @Test
    void csv_has_what_the_filters_leave_and_no_cell_is_a_formula() throws IOException {
        key("=HYPERLINK(\"http://evil.example\"),x", "auditor", List.of(), List.of());
        String csv = exported("/audit?object=%3DHYPERLINK(%22http%3A%2F%2Fevil.example%22)%2Cx", "CSV");
        List<String> lines = List.of(csv.split("\r\n", -1));
        assertEquals(3, lines.size(), csv);
        assertEquals(
                "\ufeffsequence,at,actor,actorName,action,objectKind,objectId,objectName,address,outcome,count,fields,run,mac",
                lines.get(0));
        assertTrue(lines.get(1).contains(",key.created,key,"), csv);
        assertTrue(lines.get(1).contains(",\"'=HYPERLINK(\"\"http://evil.example\"\"),x\",127.0.0.1,done,1,"), csv);
        assertEquals("", lines.get(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "=1+1 | '=1+1",
                "+1 | '+1",
                "-1 | '-1",
                "@SUM(A1) | '@SUM(A1)",
                "\\t=1 | '\\t=1",
                "\\r=1 | \"'\\r=1\"",
                "a,b | \"a,b\"",
                "a\"b | \"a\"\"b\"",
                "a\\nb | \"a\\nb\"",
                "a=1 | a=1",
                "=\"a\",b | \"'=\"\"a\"\",b\"",
                "plain | plain"
            })
    void a_cell_is_quoted_and_never_calculated(String value, String expected) {
        page.signIn("/");
        Object cell = page.browser().driver().executeAsyncScript("""
                const [value, done] = arguments;
                const script = document.querySelector('script[type=module]').src;
                import(new URL('audit/csv.js', script)).then(({ cell }) => done(cell(value)));
                """, unescaped(value));
        assertEquals(unescaped(expected), cell);
    }

    private static String unescaped(String text) {
        return text.replace("\\t", "\t").replace("\\r", "\r").replace("\\n", "\n");
    }

    @Test
    void an_export_says_how_far_it_is_and_is_broken_off_without_a_file() {
        page.signIn("/audit").see("tbody", "Activity added");
        page.browser().keepFilesIn(files);
        page.browser().hold("*/api/audit?*");
        page.press("Export").press("CSV").see("dialog", "0 entries so far");
        page.press("Cancel").seeNo("dialog");
        page.browser().letGo();
        page.press("Verify").see(".notice-success", "Intact");
        assertEquals(null, saved(""));
        assertEquals("Verify", page.focused());
    }

    @Test
    void one_that_breaks_off_saves_nothing_and_is_begun_again() {
        page.signIn("/audit").see("tbody", "Activity added");
        page.browser().keepFilesIn(files);
        page.browser().block("*/api/audit?*");
        page.press("Export").press("JSON").see("dialog .notice-danger", "Nothing was saved");
        assertFalse(page.text("dialog").contains("saved by your browser"));
        page.browser().block();
        page.press("Try again").see("dialog .notice-success", "saved by your browser");
        page.until("the file", () -> saved(".json"), found -> found != null);
    }
}
