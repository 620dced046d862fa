package dev.appconnector.page;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/** A WebJar of which the page uses some files; its version is that of the jar on the class path. */
enum Library {
    BOOTSTRAP("bootstrap", List.of("dist/css/bootstrap.min.css")),
    ICONS("bootstrap-icons", List.of()),
    LIT("lit", List.of("index.js", "directives/if-defined.js", "directives/live.js", "directives/repeat.js")),
    LIT_ELEMENT("lit-element", List.of("lit-element.js")),
    LIT_HTML(
            "lit-html",
            List.of(
                    "lit-html.js",
                    "is-server.js",
                    "directive.js",
                    "directive-helpers.js",
                    "directives/if-defined.js",
                    "directives/live.js",
                    "directives/repeat.js")),
    REACTIVE_ELEMENT("lit__reactive-element", List.of("reactive-element.js", "css-tag.js")),
    UPLOT("uplot", List.of("dist/uPlot.esm.js", "dist/uPlot.min.css"));

    /** Those that the first view does without. */
    private static final Set<Library> LATER = EnumSet.of(UPLOT);

    private final String artifact;
    private final List<String> files;

    Library(String artifact, List<String> files) {
        this.artifact = artifact;
        this.files = files;
    }

    /** Those that browsers get. */
    List<String> files() {
        return files;
    }

    /** Whether a view asks for it, and not the page itself. */
    boolean isLater() {
        return LATER.contains(this);
    }

    /** Where a file is served: a new version has new paths. */
    String path(String file) {
        return "/assets/" + artifact + "/" + version() + "/" + file;
    }

    byte[] read(String file) {
        return Resources.read("/META-INF/resources/webjars/" + artifact + "/" + version() + "/" + file);
    }

    private String version() {
        String place = "/META-INF/maven/org.webjars.npm/" + artifact + "/pom.properties";
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(new String(Resources.read(place), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
