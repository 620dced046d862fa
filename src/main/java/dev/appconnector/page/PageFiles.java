package dev.appconnector.page;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that the page consists of, and the module by which other pages call the worker, by path: read once at the start, so that
 * no path of a request is ever looked up. Immutable.
 */
public final class PageFiles {

    /** The addresses of the page's views; the page itself tells them apart. */
    private static final List<String> VIEWS = List.of(
            "/", "/connected-apps", "/connector", "/server-activity", "/runs", "/callers", "/audit", "/monitoring");

    /** Files that the first view does without. */
    private static final String LATER = "/web/page/later.txt";

    private static final String CLIENT = "client.js";

    private final Map<String, PageFile> files = new LinkedHashMap<>();
    private final String policy;

    /** @param environment what the operator calls this installation */
    public PageFiles(Optional<String> environment) {
        Map<String, byte[]> ours = ours();
        String assets = "/assets/page-" + hash(ours) + "/";
        List<String> modules = new ArrayList<>();
        for (Library library : Library.values()) {
            List<String> ofFirst = library.isLater() ? new ArrayList<>() : modules;
            library.files().forEach(file -> add(library.path(file), library.read(file), ofFirst));
        }
        ours.forEach((name, bytes) -> add(assets + name, bytes, modules));
        modules.remove(assets + "theme.js");
        Resources.lines(LATER).forEach(name -> modules.remove(assets + name));

        StartPage start = StartPage.of(assets, modules, environment);
        policy = start.policy();
        PageFile page = PageFile.of("index.html", start.html(), PageFile.ASK_AGAIN);
        VIEWS.forEach(view -> files.put(view, page));
        // Its address stays, since scripts of others name it.
        PageFile client = PageFile.of(CLIENT, Resources.read("/web/" + CLIENT), PageFile.ASK_AGAIN);
        files.put("/" + CLIENT, client.shared());
    }

    private static Map<String, byte[]> ours() {
        Map<String, byte[]> ours = new LinkedHashMap<>();
        for (String list : List.of("/web/page/files.txt", LATER)) {
            Resources.lines(list).forEach(name -> ours.put(name, Resources.read("/web/page/" + name)));
        }
        ours.put(IconSprite.NAME, IconSprite.of(Resources.lines("/web/page/icons.txt")));
        return ours;
    }

    /** One for all of them, since they name each other. */
    private static String hash(Map<String, byte[]> ours) {
        Fingerprint all = new Fingerprint();
        ours.forEach(
                (name, bytes) -> all.add(name.getBytes(StandardCharsets.UTF_8)).add(bytes));
        return all.toString();
    }

    private void add(String path, byte[] bytes, List<String> modules) {
        files.put(path, PageFile.of(path, bytes, PageFile.FOR_EVER));
        if (path.endsWith(".js")) {
            modules.add(path);
        }
    }

    /** Where the files are, each path alone and as it is written; open to everyone. */
    public Set<String> paths() {
        return Set.copyOf(files.keySet());
    }

    Optional<PageFile> at(String path) {
        return Optional.ofNullable(files.get(path));
    }

    String policy() {
        return policy;
    }
}
