package dev.appconnector.bench.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What was measured on what. */
public final class Machine {

    private static final Pattern VERSION = Pattern.compile("[0-9]+(\\.[0-9]+)+");

    private static final Duration LOOK = Duration.ofSeconds(3);
    private static final int IDLE = 3;
    /** From here on what was counted before is counted again. */
    private static final int GUEST = 8;

    private Machine() {}

    /** Names and versions, for the report. */
    public static Map<String, String> described(Path project) throws IOException, InterruptedException {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("AppConnector", first(said(project, "git", "describe", "--always", "--dirty")));
        all.put("Camel", library(project.resolve("src/bench/camel/target/lib"), "camel-api"));
        all.put(
                "Spring Cloud Gateway",
                library(project.resolve("src/bench/gateway/target/lib"), "spring-cloud-gateway-server-webflux"));
        all.put("Java", Runtime.version().toString());
        all.put("nginx", version(said(project, "nginx", "-v")));
        all.put("PostgreSQL", version(said(project, "psql", "--version")));
        all.put("wrk", version(said(project, "wrk", "-v")));
        all.put("Linux", System.getProperty("os.version"));
        all.put("processor", Runtime.getRuntime().availableProcessors() + " × " + processor());
        return all;
    }

    /** Which share of the processors, 0 to 1, others use now. The load average would count our own build. */
    public static double busy() throws IOException, InterruptedException {
        long[] before = ticks();
        Thread.sleep(LOOK.toMillis());
        long[] after = ticks();
        double idle = after[IDLE] - before[IDLE];
        return 1 - idle / (Arrays.stream(after).sum() - Arrays.stream(before).sum());
    }

    /** What all processors did since the machine's start, in the order of {@code proc(5)}. */
    private static long[] ticks() throws IOException {
        String line =
                Files.readString(Path.of("/proc/stat")).lines().findFirst().orElseThrow();
        return Arrays.stream(line.strip().split("\\s+"))
                .skip(1)
                .limit(GUEST)
                .mapToLong(Long::parseLong)
                .toArray();
    }

    private static String processor() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        }
    }

    private static String library(Path directory, String artifact) throws IOException {
        Pattern name = Pattern.compile(Pattern.quote(artifact) + "-(.+)\\.jar");
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> name.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(matcher -> matcher.group(1))
                    .findFirst()
                    .orElse("unknown");
        }
    }

    private static String version(String text) {
        Matcher matcher = VERSION.matcher(text);
        return matcher.find() ? matcher.group() : "unknown";
    }

    private static String first(String text) {
        return text.lines().findFirst().orElse("unknown");
    }

    private static String said(Path directory, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(command))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
