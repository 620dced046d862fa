package dev.appconnector.bench.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Calls as often as it is answered, by {@code wrk}: good for the most that can be done, and for nothing about latencies. */
public final class Wrk {

    /**
     * @param requests that were answered
     * @param failed   that were answered by another status than 2xx or 3xx, or not at all
     * @param took     from the first to the last
     */
    public record Outcome(long requests, long failed, Duration took) {
        public double perSecond() {
            return requests * 1e9 / took.toNanos();
        }
    }

    private static final String MARK = "outcome";

    private final Path directory;

    /** @param directory for its scripts */
    public Wrk(Path directory) {
        this.directory = directory;
    }

    /** Calls for so long, whole seconds, with so many connections at once. */
    public Outcome run(Call call, int connections, Duration length) throws IOException, InterruptedException {
        Path script = directory.resolve("wrk.lua");
        Files.writeString(script, script(call));
        Process process = new ProcessBuilder(
                        "wrk",
                        "-t1",
                        "-c" + connections,
                        "-d" + length.toSeconds() + "s",
                        "--timeout",
                        "30s",
                        "-s",
                        script.toString(),
                        call.uri().toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.lines()
                .filter(line -> line.startsWith(MARK))
                .map(line -> line.split(" "))
                .map(part -> new Outcome(
                        Long.parseLong(part[1]),
                        Long.parseLong(part[2]),
                        Duration.ofNanos(Long.parseLong(part[3]) * 1_000)))
                .findFirst()
                .orElseThrow(() -> new IOException("wrk did not end as it should: " + said));
    }

    private static String script(Call call) {
        StringBuilder lua = new StringBuilder("wrk.method = 'POST'\n");
        call.allHeaders().forEach((name, value) -> lua.append("wrk.headers[ ")
                .append(text(name))
                .append(" ] = ")
                .append(text(value))
                .append('\n'));
        lua.append("wrk.body = ").append(text(call.body())).append('\n');
        return lua.append("""
                function done(s)
                  local e = s.errors
                  print(string.format("%s %%d %%d %%d", s.requests, e.connect + e.read + e.write + e.status + e.timeout, s.duration))
                end
                """.formatted(MARK)).toString();
    }

    private static String text(String text) {
        return "[==[" + text + "]==]";
    }
}
