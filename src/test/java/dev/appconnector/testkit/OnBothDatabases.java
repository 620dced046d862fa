package dev.appconnector.testkit;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.AfterClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.BeforeClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Runs all tests of a class once on each {@link TestDatabase}, each time with a program of its own, which the constructor is
 * given: as {@link RunningAppConnector}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ClassTemplate
@ExtendWith(OnBothDatabases.Provider.class)
public @interface OnBothDatabases {

    /** Names the two. */
    final class Provider implements ClassTemplateInvocationContextProvider {

        @Override
        public boolean supportsClassTemplate(ExtensionContext context) {
            return true;
        }

        @Override
        public Stream<? extends ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(
                ExtensionContext context) {
            return Arrays.stream(TestDatabase.values()).map(Invocation::new);
        }
    }

    /** All tests of a class on one database. */
    record Invocation(TestDatabase database) implements ClassTemplateInvocationContext {

        @Override
        public String getDisplayName(int number) {
            return database.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new Program(database));
        }
    }

    /** Starts the program, hands it out, and ends it. */
    final class Program
            implements BeforeClassTemplateInvocationCallback, AfterClassTemplateInvocationCallback, ParameterResolver {

        private final TestDatabase database;
        private Path data;
        private RunningAppConnector app;

        private Program(TestDatabase database) {
            this.database = database;
        }

        @Override
        public void beforeClassTemplateInvocation(ExtensionContext context) throws IOException {
            data = Files.createTempDirectory("appconnector-test-");
            app = database.start(data);
        }

        @Override
        public void afterClassTemplateInvocation(ExtensionContext context) throws IOException {
            if (app != null) {
                app.close();
            }
            try (Stream<Path> files = Files.walk(data)) {
                files.sorted((a, b) -> b.compareTo(a))
                        .forEach(file -> file.toFile().delete());
            }
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == RunningAppConnector.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return app;
        }
    }
}
