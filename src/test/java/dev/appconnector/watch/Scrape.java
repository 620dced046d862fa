package dev.appconnector.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.AppConnectorProcess;
import dev.appconnector.testkit.RunningAppConnector;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Prometheus reads, each line of it parsed as Prometheus does. */
record Scrape(String text, Map<String, Double> samples) {

    private static final Pattern SAMPLE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)\\})? (NaN|[+-]Inf|[0-9.eE+-]+)");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\\\\\"n])*)\",?");

    static Scrape of(RunningAppConnector app) {
        HttpResponse<String> answer =
                AppConnectorProcess.send(URI.create(app.operationsUri("/observe/metrics")), "GET", "none", null);
        assertEquals(200, answer.statusCode());
        assertTrue(answer.headers().firstValue("content-type").orElse("").startsWith("text/plain; version=0.0.4"));
        return of(answer.body());
    }

    private static Scrape of(String text) {
        Map<String, Double> samples = new LinkedHashMap<>();
        text.lines().filter(line -> !line.startsWith("# ")).forEach(line -> {
            Matcher sample = SAMPLE.matcher(line);
            assertTrue(sample.matches(), line);
            Map<String, String> labels = new TreeMap<>();
            String rest = sample.group(2) == null ? "" : sample.group(2);
            Matcher label = LABEL.matcher(rest);
            int end = 0;
            while (label.find() && label.start() == end) {
                labels.put(label.group(1), label.group(2));
                end = label.end();
            }
            assertEquals(rest.length(), end, line);
            double value =
                    sample.group(3).endsWith("Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(sample.group(3));
            assertEquals(null, samples.put(sample.group(1) + labels, value), "twice: " + line);
        });
        return new Scrape(text, samples);
    }

    /** The value of a series, with its labels in the order of their names; 0 where there is none. */
    double value(String name, String... labels) {
        Map<String, String> wanted = new TreeMap<>();
        for (int i = 0; i < labels.length; i += 2) {
            wanted.put(labels[i], labels[i + 1]);
        }
        return samples.getOrDefault(name + wanted, 0.0);
    }

    boolean has(String name) {
        return samples.keySet().stream().anyMatch(series -> series.startsWith(name + "{"));
    }
}
