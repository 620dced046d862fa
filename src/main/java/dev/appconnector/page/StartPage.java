package dev.appconnector.page;

import dev.appconnector.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The one HTML document, and the policy under which browsers show it: scripts, styles and answers come from here alone.
 *
 * @param policy the value of {@code Content-Security-Policy}
 */
record StartPage(byte[] html, String policy) {

    /**
     * @param assets the directory of our own files, with a slash at its end
     * @param modules the paths of all scripts that the first view loads
     * @param environment what the operator calls this installation
     */
    static StartPage of(String assets, List<String> modules, Optional<String> environment) {
        String importMap = new String(StrictJson.write(Map.of("imports", imports())), StandardCharsets.UTF_8);
        String template = new String(Resources.read("/web/page/index.html"), StandardCharsets.UTF_8);
        String html = template.replace("{{bootstrap}}", Library.BOOTSTRAP.path("dist/css/bootstrap.min.css"))
                .replace("{{assets}}", assets)
                .replace("{{preloads}}", preloads(modules))
                .replace("{{import-map}}", importMap)
                .replace("{{environment}}", escaped(environment.orElse("")));
        return new StartPage(
                html.getBytes(StandardCharsets.UTF_8),
                "default-src 'none'; script-src 'self' " + source(importMap)
                        + "; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self';"
                        + " frame-ancestors 'none'; base-uri 'none'; form-action 'self'");
    }

    /** Every bare name that Lit's modules and ours import. */
    private static Map<String, String> imports() {
        Map<String, String> imports = new LinkedHashMap<>();
        imports.put("lit", Library.LIT.path("index.js"));
        imports.put("lit-html", Library.LIT_HTML.path("lit-html.js"));
        imports.put("lit-html/is-server.js", Library.LIT_HTML.path("is-server.js"));
        imports.put("lit-element/lit-element.js", Library.LIT_ELEMENT.path("lit-element.js"));
        imports.put("@lit/reactive-element", Library.REACTIVE_ELEMENT.path("reactive-element.js"));
        imports.put("uplot", Library.UPLOT.path("dist/uPlot.esm.js"));
        for (String directive : List.of("if-defined", "live", "repeat")) {
            String file = "directives/" + directive + ".js";
            imports.put("lit/" + file, Library.LIT.path(file));
            imports.put("lit-html/" + file, Library.LIT_HTML.path(file));
        }
        return imports;
    }

    private static String preloads(List<String> modules) {
        return modules.stream()
                .map(module -> "<link rel=\"modulepreload\" href=\"" + module + "\">")
                .collect(Collectors.joining("\n    "));
    }

    /** As a policy names a script. */
    private static String source(String script) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
    }
}
