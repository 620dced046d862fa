package dev.appconnector.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.CallingTarget;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.TestTls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What dashboard and alerts ask for is what the program has. */
class OperatorsFilesTest {

    /** A series, with what is asked of its labels; not a function, which an opening parenthesis follows. */
    private static final Pattern SELECTOR =
            Pattern.compile("\\b([a-z_]{2,}+)(?:\\{([^}]*)\\}|(?=[\\[\\s),]|$))(?!\\s*\\()");

    private static final Pattern LABEL = Pattern.compile("([a-z_]+)\\s*(?:=~|!~|!=|=)\\s*\"");
    private static final Pattern GROUPING = Pattern.compile("\\bby \\(([^)]*)\\)");

    /** What Prometheus adds to all that it reads. */
    private static final Set<String> OF_PROMETHEUS = Set.of("job", "instance");

    private static Scrape scrape;

    @BeforeAll
    static void scrape(@TempDir Path data) {
        try (CallingTarget worker = CallingTarget.start(data, TestTls.settings(TestTls.files(data)))) {
            worker.use(FakeTarget.http()).answer(Answer.json("{}"));
            assertEquals(200, worker.run("GET", "/", "").status());
            scrape = Scrape.of(worker.program());
        }
    }

    @AfterAll
    static void forget() {
        scrape = null;
    }

    @Test
    void each_series_and_label_of_the_dashboard_is_there() throws IOException {
        JsonNode dashboard =
                new ObjectMapper().readTree(Path.of("docs/grafana.json").toFile());
        List<String> expressions = new ArrayList<>(dashboard.findValuesAsText("expr"));
        assertTrue(expressions.size() >= dashboard.get("panels").size());

        expressions.forEach(OperatorsFilesTest::requireThere);
    }

    @Test
    void each_series_and_label_of_the_alerts_is_there() throws IOException {
        String file = Files.readString(Path.of("docs/alerts.yml"));
        Matcher expression = Pattern.compile("\n        expr: (?:>\n)?((?:.|\n          )+)\n        (?=for|labels)")
                .matcher(file);
        int found = 0;
        for (; expression.find(); found++) {
            requireThere(expression.group(1).replaceAll("\\s+", " "));
        }
        assertEquals(file.split("- alert:", -1).length - 1, found);
    }

    private static void requireThere(String expression) {
        String plain = GROUPING.matcher(expression).replaceAll("");
        Set<String> series = new TreeSet<>();
        for (Matcher selector = SELECTOR.matcher(plain); selector.find(); ) {
            String name = selector.group(1);
            series.add(name);
            if (name.equals("up")) {
                continue;
            }
            assertTrue(scrape.has(name), name + " in " + expression);
            if (selector.group(2) != null) {
                LABEL.matcher(selector.group(2)).results().forEach(label -> requireLabel(name, label.group(1)));
            }
        }
        assertTrue(!series.isEmpty(), expression);
        GROUPING.matcher(expression).results().forEach(grouping -> {
            for (String label : grouping.group(1).split(", *")) {
                series.forEach(name -> requireLabel(name, label));
            }
        });
    }

    private static void requireLabel(String series, String label) {
        assertTrue(
                OF_PROMETHEUS.contains(label)
                        || scrape.samples().keySet().stream()
                                .filter(sample -> sample.startsWith(series + "{"))
                                .anyMatch(sample -> sample.contains(label + "=")),
                series + " has no label " + label);
    }
}
