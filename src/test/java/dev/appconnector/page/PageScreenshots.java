package dev.appconnector.page;

import dev.appconnector.testkit.InBrowser;
import dev.appconnector.testkit.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Takes pictures of the page, in the directory that the property {@code screenshots} names: {@code mvn test
 * -Dtest=PageScreenshots -Dscreenshots=docs} those of README, any other directory each {@link PageState} in both schemes at four
 * widths, whole, however tall. With {@code -Dstates=edit--} only those whose name begins so, with
 * {@code -Dschemes=forced} as whoever forces the system's colours sees them.
 */
@InBrowser
@EnabledIfSystemProperty(named = "screenshots", matches = ".+")
class PageScreenshots {

    /** README's names of what it shows. */
    private static final Map<String, String> IN_README = Map.of(
            "apps--filled", "connected-apps",
            "add-new--token", "add-new",
            "activity--json", "server-activity",
            "saved--values", "saved-activity",
            "runs--filled", "runs",
            "monitoring--target", "monitoring");

    private static final Path DIRECTORY = Path.of(System.getProperty("screenshots", "target/screenshots"));
    private static final boolean FOR_README = DIRECTORY.endsWith("docs");
    private static final String STATES = System.getProperty("states", "");
    private static final List<String> SCHEMES =
            List.of(System.getProperty("schemes", "light,dark").split(","));

    /** How tall a window must be for all that scrolls in it to be seen, but for bodies of answers. */
    private static final String WHOLE = """
            const scrolling = document.querySelectorAll('html, dialog[open] .dialog-body, run-result');
            return innerHeight + Math.max(...[...scrolling].map((one) => one.scrollHeight - one.clientHeight));
            """;

    private final Page page;

    PageScreenshots(Page page) {
        this.page = page;
    }

    @Test
    void takes_them() throws IOException {
        Files.createDirectories(DIRECTORY);
        try (Scene scene = new Scene(page)) {
            for (PageState state : PageState.all()) {
                if (state.name().startsWith(STATES) && (!FOR_README || IN_README.containsKey(state.name()))) {
                    state.shown().accept(scene);
                    take(state.name());
                }
            }
        }
    }

    private void take(String name) throws IOException {
        page.browser()
                .run("document.activeElement.blur(); scrollTo(0, 0);"
                        + "document.querySelectorAll('.dialog-body').forEach((body) => body.scrollTo(0, 0))");
        if (FOR_README) {
            page.browser().size(1360, 800);
            write(IN_README.get(name));
            return;
        }
        for (int width : new int[] {320, 768, 1280, 1920}) {
            page.browser().size(width, 900);
            page.browser().size(width, ((Long) page.browser().run(WHOLE)).intValue());
            for (String scheme : SCHEMES) {
                show(scheme);
                write("%s--%s--%d".formatted(name, scheme, width));
            }
        }
    }

    private void show(String scheme) {
        if (scheme.equals("forced")) {
            page.browser().media(Map.of("forced-colors", "active", "prefers-reduced-motion", "reduce"));
        } else {
            page.browser().scheme(scheme);
        }
    }

    private void write(String name) throws IOException {
        Files.write(DIRECTORY.resolve(name + ".png"), page.browser().screenshot());
    }
}
