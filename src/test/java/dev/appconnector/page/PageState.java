package dev.appconnector.page;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Something that the page can show: pictures are taken of each, and axe-core looks at each. A new one is one line in its room's
 * list.
 *
 * @param name the view and what is special, as {@code view--state}
 * @param shown leads the page there, whatever it showed before
 */
record PageState(String name, Consumer<Scene> shown) {

    static List<PageState> all() {
        return Stream.of(
                        FrameStates.ALL,
                        AppsStates.ALL,
                        ActivityStates.ALL,
                        SavedActivityStates.ALL,
                        CallersStates.ALL,
                        AuditStates.ALL,
                        RunsStates.ALL,
                        MonitoringStates.ALL)
                .flatMap(List::stream)
                .toList();
    }

    static PageState state(String name, Consumer<Scene> shown) {
        return new PageState(name, shown);
    }

    /** The page waits for an answer of the server. */
    static void held(Scene scene, String url, String address, String sign) {
        scene.list();
        scene.page().browser().hold(url);
        scene.page().open(address);
        scene.page().until(sign, () -> scene.page().shows(sign), Boolean::booleanValue);
    }

    @Override
    public String toString() {
        return name;
    }
}
