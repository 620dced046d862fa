package dev.appconnector.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.log.LogFormat;
import dev.appconnector.log.RunLine;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.AppConnectorProcess;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.FreePort;
import dev.appconnector.testkit.LoggedLines;
import dev.appconnector.testkit.RunningAppConnector;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Nothing that a caller or a target says can look like a line of the log that it is not. */
class LogLinesTest {

    private static final String FORGED = "2026-01-01T00:00:00.000Z INFO  KeyRing: forged";

    private static List<String> logged(String message, Throwable thrown) {
        try (LoggedLines log = new LoggedLines()) {
            LoggerFactory.getLogger(LogLinesTest.class).warn(message, thrown);
            assertEquals(1, log.events().size());
            return log.events().get(0).lines().toList();
        }
    }

    @Test
    void a_message_stays_on_its_line() {
        List<String> lines = logged("a\r\n" + FORGED + "\u001b[2J\u0085\u2028\u202e", null);

        assertEquals(1, lines.size());
        assertTrue(lines.get(0).endsWith("a??" + FORGED + "?[2J???"), lines.get(0));
    }

    @Test
    void an_exceptions_message_and_its_causes_begin_no_line_of_their_own() {
        String poison = "x\r\n" + FORGED + "\n" + FORGED + "\r" + FORGED + "\u001b[2J\u2028";
        Exception thrown = new IllegalStateException(poison, new IllegalArgumentException(poison));
        thrown.addSuppressed(new IllegalArgumentException(poison));

        List<String> lines = logged("plain", thrown);

        assertTrue(lines.get(0).endsWith("LogLinesTest: plain"), lines.get(0));
        assertTrue(lines.get(1).startsWith("java.lang.IllegalStateException: x??2026"), lines.get(1));
        assertTrue(
                lines.stream()
                        .skip(2)
                        .allMatch(line -> line.startsWith("\t") || line.startsWith("Caused by: java.lang.Illegal")),
                lines.toString());
        assertTrue(lines.stream().noneMatch(line -> line.indexOf(0x1b) >= 0), lines.toString());
        assertEquals(
                1, lines.stream().filter(line -> line.startsWith("Caused by: ")).count());
    }

    @Test
    void as_json_an_event_is_one_line_of_ascii_whatever_is_in_it() throws Exception {
        String poison = "x\"}\r\n{\u001b[2J\u0085\u2028\u202e";
        LoggerContext loggers = new LoggerContext();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(loggers);
        configurator.doConfigure(LogFormat.class.getResource("/log/json.xml"));
        ch.qos.logback.classic.Logger root = loggers.getLogger(Logger.ROOT_LOGGER_NAME);
        Encoder<ILoggingEvent> encoder = ((ConsoleAppender<ILoggingEvent>) root.getAppender("console")).getEncoder();
        List<ILoggingEvent> events = new ArrayList<>();
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                events.add(event);
            }
        };
        appender.start();
        root.addAppender(appender);
        root.detachAppender("console");
        UUID run = UUID.randomUUID();
        RunLine.log(
                loggers.getLogger(LogLinesTest.class)
                        .atWarn()
                        .setCause(new IllegalStateException(poison, new IllegalArgumentException(poison))),
                run,
                "it met {}",
                poison);

        byte[] line = encoder.encode(events.get(0));
        loggers.stop();
        for (int i = 0; i < line.length - 1; i++) {
            assertTrue(line[i] >= ' ' && line[i] < 0x7f, () -> new String(line, StandardCharsets.US_ASCII));
        }
        assertEquals('\n', line[line.length - 1]);
        JsonNode json = RunningAppConnector.JSON.readTree(line);
        assertEquals("Run " + run + ": it met " + poison, json.get("message").textValue());
        assertEquals(run.toString(), json.get("runId").textValue());
        assertEquals("WARN", json.get("level").textValue());
        assertEquals(LogLinesTest.class.getName(), json.get("logger").textValue());
        assertEquals(Thread.currentThread().getName(), json.get("thread").textValue());
        assertEquals("java.lang.IllegalStateException", json.get("exception").textValue());
        assertTrue(json.get("stack").textValue().contains("Caused by: java.lang.IllegalArgumentException"));
        assertTrue(Instant.parse(json.get("timestamp").textValue())
                .isAfter(Instant.now().minusSeconds(60)));
        assertEquals(8, json.size(), json.toString());
    }

    @Test
    void a_start_with_json_writes_each_line_so_from_the_first_on_and_tells_of_each_run_at_debug(@TempDir Path directory)
            throws Exception {
        Path hostile =
                AppConnectorProcess.withRoutes(directory).resolve("routes").resolve("x\"}\n{\u2028.camel.yaml");
        Files.writeString(hostile, "- route: {from: {uri: 'nothing:here', steps: []}}");
        try (FakeTarget target = FakeTarget.http();
                AppConnectorProcess process = AppConnectorProcess.start(directory, settings(target))) {
            target.onPath("/secret-path", Answer.json("{}"));
            URI served = Await.until("it serves", Duration.ofSeconds(60), () -> servedAt(process), Optional::isPresent)
                    .orElseThrow();
            String key = Files.readString(directory.resolve("data/admin.key"));
            String connector = id(AppConnectorProcess.send(
                    served.resolve("/api/connectors"),
                    "POST",
                    key,
                    "{\"name\":\"ü-name\",\"domain\":\"http://127.0.0.1:%d\",\"auth\":{\"type\":\"none\"}}"
                            .formatted(target.port())));
            String run = id(run(served, key, connector, "/secret-path?secret-query=1"));
            assertEquals(422, run(served, key, connector, "/secret-path/../x").statusCode());
            List<JsonNode> ends = Await.until(
                    "two runs have ended",
                    Duration.ofSeconds(20),
                    () -> lines(process).stream()
                            .filter(line -> line.has("runId"))
                            .toList(),
                    seen -> seen.size() == 2);

            assertEquals(run, ends.get(0).get("runId").textValue());
            assertEquals("DEBUG", ends.get(0).get("level").textValue());
            assertEquals(connector, ends.get(0).get("connectorId").textValue());
            assertEquals("answered", ends.get(0).get("outcome").textValue());
            assertEquals(200, ends.get(0).get("status").intValue());
            assertTrue(ends.get(0).get("message").textValue().startsWith("Run " + run + ": "));
            assertEquals("path-refused", ends.get(1).get("outcome").textValue());
            assertEquals(0, ends.get(1).get("status").intValue());
            assertTrue(
                    lines(process).stream()
                            .anyMatch(line -> line.get("message").textValue().contains("x\"}\n{\u2028")),
                    process.out());
            assertTrue(
                    lines(process).stream()
                            .noneMatch(line -> line.get("level").textValue().equals("DEBUG")
                                    && !line.get("logger").textValue().startsWith("dev.appconnector.")),
                    process.out());
            for (String hidden : List.of("secret-path", "secret-query", "a-secret-header", "a-secret-body", key)) {
                assertFalse(process.out().contains(hidden), hidden);
            }
            assertEquals("", process.err());
        }
    }

    private static Map<String, String> settings(FakeTarget target) {
        return Map.of(
                "appconnector.port",
                "0",
                "appconnector.operations.port",
                Integer.toString(FreePort.take()),
                "appconnector.egress.plain-http",
                "true",
                "appconnector.egress.allow",
                "127.0.0.1:" + target.port(),
                "appconnector.log.format",
                "json",
                "appconnector.log.level",
                "debug");
    }

    private static HttpResponse<String> run(URI served, String key, String connector, String path) {
        return AppConnectorProcess.send(
                served.resolve("/worker/runs"),
                "POST",
                key,
                "{\"connector\":\"%s\",\"method\":\"POST\",\"path\":\"%s\",\"headers\":{\"X\":\"a-secret-header\"},\"body\":\"a-secret-body\"}"
                        .formatted(connector, path));
    }

    private static String id(HttpResponse<String> answer) throws IOException {
        return RunningAppConnector.JSON.readTree(answer.body()).get("id").textValue();
    }

    /** Fails unless each line is a JSON object. */
    private static List<JsonNode> lines(AppConnectorProcess process) {
        List<JsonNode> lines = new ArrayList<>();
        String out = process.out();
        for (String line : out.substring(0, out.lastIndexOf('\n') + 1).split("\n")) {
            try {
                JsonNode json = RunningAppConnector.JSON.readTree(line);
                assertTrue(json.isObject(), line);
                lines.add(json);
            } catch (IOException e) {
                throw new AssertionError("This is no JSON: " + line, e);
            }
        }
        return lines;
    }

    private static Optional<URI> servedAt(AppConnectorProcess process) {
        assertTrue(process.isAlive(), process.out() + process.err());
        return process.out().contains(" serves on ")
                ? lines(process).stream()
                        .map(line -> line.get("message").textValue())
                        .filter(message -> message.contains(" serves on "))
                        .map(message -> URI.create(message.replaceAll("^.* serves on |\\.$", "")))
                        .findFirst()
                : Optional.empty();
    }
}
