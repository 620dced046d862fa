package dev.appconnector.testkit;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Runs the tests of a class in a real Chromium, which they share, against a program of their own; the constructor is given the
 * {@link Page}. Without a Chromium they are skipped, but never where the environment says {@code CI=true}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(InBrowser.Extension.class)
public @interface InBrowser {

    /** Starts the program, hands the page out, and ends it. */
    final class Extension implements ExecutionCondition, BeforeAllCallback, AfterAllCallback, ParameterResolver {

        private Path data;
        private RunningAppConnector app;
        private Page page;

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (Browser.isInstalled() || "true".equals(System.getenv("CI"))) {
                return ConditionEvaluationResult.enabled("There is a Chromium, or there must be one.");
            }
            String why = "Not tested: the page. Install /usr/bin/chromium and /usr/bin/chromedriver for it.";
            if (context.getTestMethod().isEmpty()) {
                System.err.println(why);
            }
            return ConditionEvaluationResult.disabled(why);
        }

        @Override
        public void beforeAll(ExtensionContext context) throws IOException {
            data = Files.createTempDirectory("appconnector-test-");
            Files.createDirectory(data.resolve("routes"));
            // A port of its own, which it has again after a restart: the browser knows the program by it.
            String port = Integer.toString(FreePort.take());
            app = RunningAppConnector.start(
                    data, Map.of("appconnector.environment", "Test", "appconnector.port", port));
            page = new Page(Browser.running(), app);
        }

        @Override
        public void afterAll(ExtensionContext context) throws IOException {
            if (app == null) {
                return;
            }
            app.close();
            try (Stream<Path> files = Files.walk(data)) {
                files.sorted((a, b) -> b.compareTo(a))
                        .forEach(file -> file.toFile().delete());
            }
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Page.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return page;
        }
    }
}
