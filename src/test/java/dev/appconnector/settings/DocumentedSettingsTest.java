package dev.appconnector.settings;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The file that operators read tells the truth. */
class DocumentedSettingsTest {

    private static final Pattern LINE = Pattern.compile("(#?)(appconnector\\.[a-z.-]+)=(.*)");

    private final List<String> lines;

    DocumentedSettingsTest() throws IOException {
        lines = Files.readAllLines(Path.of("application.properties"));
    }

    @Test
    void every_setting_stands_in_the_file_exactly_once_and_nothing_else_does() {
        List<String> known =
                Stream.of(Setting.values()).map(Setting::key).sorted().toList();

        assertEquals(known, documented().map(line -> line.key).sorted().toList());
    }

    @ParameterizedTest
    @EnumSource
    void the_value_shown_is_the_default_and_what_is_commented_out_has_none(Setting setting) {
        Documented line = line(setting);

        assertEquals(setting.defaultText(), line.value);
        assertEquals(setting.defaultText().isEmpty(), line.commentedOut);
    }

    @ParameterizedTest
    @EnumSource
    void one_line_above_each_explains_it_and_repeats_its_default(Setting setting) {
        int at = IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).matches("#?" + Pattern.quote(setting.key()) + "=.*"))
                .findFirst()
                .orElseThrow();
        String explanation = lines.get(at - 1);
        String expected = setting.defaultText().isEmpty() ? "no default" : "default " + setting.defaultText();

        assertAll(
                () -> assertTrue(explanation.startsWith("# "), explanation),
                () -> assertTrue(explanation.contains(expected), explanation),
                () -> assertEquals("", lines.get(at - 2)));
    }

    @Test
    void the_file_as_it_is_changes_nothing() {
        Map<String, String> file = documented()
                .filter(line -> !line.commentedOut)
                .collect(Collectors.toMap(Documented::key, Documented::value));

        assertEquals(Settings.of(Map.of(), Map.of()), Settings.of(file, Map.of()));
    }

    @Test
    void the_readme_names_only_settings_that_exist() throws IOException {
        Set<String> known = Stream.of(Setting.values())
                .flatMap(setting -> Stream.of(setting.key(), setting.variable()))
                .collect(Collectors.toSet());
        known.add("APPCONNECTOR_CONFIG");
        // No setting: what commands that are copied from the page take a caller's key from.
        known.add("APPCONNECTOR_KEY");

        Set<String> named = Pattern.compile("(?<![\\w./-])appconnector\\.[a-z.-]*[a-z]|APPCONNECTOR_\\w+")
                .matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());

        assertTrue(named.size() > 5, named.toString());
        named.removeAll(known);
        assertEquals(Set.of(), named);
    }

    private Documented line(Setting setting) {
        return documented()
                .filter(line -> line.key.equals(setting.key()))
                .findFirst()
                .orElseThrow();
    }

    private Stream<Documented> documented() {
        return lines.stream()
                .map(LINE::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> new Documented(!matcher.group(1).isEmpty(), matcher.group(2), matcher.group(3)));
    }

    private record Documented(boolean commentedOut, String key, String value) {}
}
