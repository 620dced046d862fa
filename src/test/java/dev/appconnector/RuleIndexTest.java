package dev.appconnector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.cases.SecurityCase;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** {@code docs/rules.md} has every rule once, and what it says would fail without the rule is there to fail. */
class RuleIndexTest {

    private static final Path TESTS = Path.of("src/test/java");
    private static final Pattern ROW = Pattern.compile("\\| ([A-Z][0-9]+) \\| (.+?) \\| (.+) \\|");
    private static final Pattern NAMED = Pattern.compile("`([A-Za-z]+)#([A-Za-z0-9_]+)`|`cases:([a-z-]+)`");

    /** How many rules there are of each letter. */
    private static final Map<String, Integer> RULES = Map.ofEntries(
            Map.entry("J", 9),
            Map.entry("M", 1),
            Map.entry("P", 9),
            Map.entry("Q", 4),
            Map.entry("H", 7),
            Map.entry("D", 12),
            Map.entry("A", 6),
            Map.entry("R", 3),
            Map.entry("T", 6),
            Map.entry("V", 6),
            Map.entry("X", 6),
            Map.entry("E", 6),
            Map.entry("S", 6),
            Map.entry("U", 9));

    /**
     * One line of the table.
     *
     * @param tests what the last column says
     */
    private record Row(String rule, String tests) {

        private List<MatchResult> named() {
            return NAMED.matcher(tests).results().toList();
        }

        private Stream<MatchResult> methods() {
            return named().stream().filter(name -> name.group(1) != null);
        }

        private Set<String> families() {
            return named().stream()
                    .map(name -> name.group(3))
                    .filter(family -> family != null)
                    .collect(Collectors.toSet());
        }
    }

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(Path.of("docs/rules.md")).stream()
                .map(ROW::matcher)
                .filter(row -> row.matches())
                .map(row -> new Row(row.group(1), row.group(3)))
                .toList();
    }

    @Test
    void every_rule_stands_there_once() throws IOException {
        Set<String> rules = RULES.entrySet().stream()
                .flatMap(letter -> IntStream.rangeClosed(1, letter.getValue()).mapToObj(i -> letter.getKey() + i))
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(
                new ArrayList<>(rules), rows().stream().map(Row::rule).sorted().toList());
    }

    @Test
    void every_rule_names_a_test_or_is_not_yet_kept() throws IOException {
        for (Row row : rows()) {
            assertTrue(!row.named().isEmpty() || row.tests().startsWith("not yet"), row.toString());
            assertEquals(
                    row.tests().chars().filter(c -> c == '`').count(),
                    2L * row.named().size(),
                    row.toString());
        }
    }

    @Test
    void every_test_that_is_named_exists() throws Exception {
        for (Row row : rows()) {
            for (MatchResult named : row.methods().toList()) {
                String method = named.group(2);
                assertTrue(
                        Arrays.stream(classOf(named.group(1)).getDeclaredMethods())
                                .filter(candidate -> candidate.getName().equals(method))
                                .anyMatch(RuleIndexTest::isTest),
                        row.rule() + " names " + named.group());
            }
        }
    }

    private static boolean isTest(Method method) {
        return AnnotationSupport.isAnnotated(method, Testable.class);
    }

    private static Class<?> classOf(String simpleName) throws Exception {
        try (Stream<Path> files = Files.walk(TESTS)) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().equals(simpleName + ".java"))
                    .toList();
            assertEquals(1, found.size(), simpleName);
            String name = TESTS.relativize(found.get(0)).toString().replace(".java", "");
            return Class.forName(name.replace('/', '.'));
        }
    }

    @Test
    void every_family_that_is_named_has_a_case_of_the_rule() throws IOException {
        for (Row row : rows()) {
            for (String family : row.families()) {
                assertTrue(
                        SecurityCase.family(family)
                                .anyMatch(theCase -> theCase.rule().equals(row.rule())),
                        row.rule() + " names " + family);
            }
        }
    }

    @Test
    void every_case_is_of_a_rule_that_is_there() throws IOException {
        Set<String> rules = rows().stream().map(Row::rule).collect(Collectors.toSet());

        SecurityCase.all().forEach(theCase -> assertTrue(rules.contains(theCase.rule()), theCase.toString()));
    }
}
