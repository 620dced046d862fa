package dev.appconnector.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.TestDatabase;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The keys that a start makes, takes and ends have their entries, and a start that does none of it has none. */
class AuditedStartTest {

    private static final String SETTING = "appconnector.admin-key";
    private static final String ONE = "ac_" + "A".repeat(43);
    private static final String OTHER = "ac_" + "B".repeat(43);

    @TempDir
    private Path data;

    private static Map<String, String> with(Map<String, String> settings, String key) {
        Map<String, String> all = new HashMap<>(settings);
        all.put(SETTING, key);
        return all;
    }

    /** What a start on these settings finds in the audit, newest first. */
    private List<JsonNode> entriesAfterStart(Map<String, String> settings) {
        try (RunningAppConnector app = RunningAppConnector.start(data, settings)) {
            List<JsonNode> entries = Audited.entries(app, "");
            assertEquals(Audited.intact(entries.size()), Audited.verified(app));
            assertFalse(entries.toString().contains(settings.getOrDefault(SETTING, "ac_")));
            return entries;
        }
    }

    private static List<String> actions(List<JsonNode> entries) {
        return entries.stream().map(entry -> entry.get("action").textValue()).toList();
    }

    private static void assertByTheProgram(String nameOfKey, JsonNode entry) {
        assertEquals(
                "{\"id\":\"appconnector\",\"name\":null}", entry.get("actor").toString());
        assertTrue(entry.get("address").isNull());
        assertEquals("done", entry.get("outcome").textValue());
        assertEquals("key", entry.at("/object/kind").textValue());
        assertEquals(nameOfKey, entry.at("/object/name").textValue());
    }

    @ParameterizedTest
    @EnumSource
    void the_key_of_the_setting_is_audited_when_it_comes_goes_and_comes_back(TestDatabase database) {
        Map<String, String> settings = database.settings(data);

        List<JsonNode> first = entriesAfterStart(with(settings, ONE));
        assertEquals(List.of("key.created"), actions(first));
        assertEquals(first, entriesAfterStart(with(settings, ONE)), "nothing changed");

        List<JsonNode> replaced = entriesAfterStart(with(settings, OTHER));
        assertEquals(List.of("key.created", "key.ended", "key.created"), actions(replaced));
        assertEquals(first.get(0).get("object"), replaced.get(1).get("object"));

        List<JsonNode> back = entriesAfterStart(with(settings, ONE));
        assertEquals(List.of("key.taken", "key.ended"), actions(back.subList(0, 2)));
        assertEquals(first.get(0).get("object"), back.get(0).get("object"));
        assertEquals(replaced.get(0).get("object"), back.get(1).get("object"));
        back.forEach(entry -> assertByTheProgram(SETTING, entry));
    }

    @Test
    void the_first_key_of_an_embedded_database_is_audited_once() {
        List<JsonNode> first = entriesAfterStart(Map.of());

        assertEquals(List.of("key.created"), actions(first));
        assertByTheProgram("admin.key", first.get(0));
        assertEquals(first, entriesAfterStart(Map.of()));
    }
}
