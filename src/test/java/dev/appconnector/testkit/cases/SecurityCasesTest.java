package dev.appconnector.testkit.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Every security case, through the running program and over real HTTP. */
@Timeout(60)
class SecurityCasesTest {

    private static final Map<String, String> WAITING = WaitingCases.reasons();

    @TempDir
    private static Path directory;

    private static CapturedLogs logs;
    private static CaseRunner runner;

    @BeforeAll
    static void start() {
        logs = new CapturedLogs();
        runner =
                new CaseRunner(setting -> new NodeGateway(setting, Files.createTempDirectory(directory, "data"), logs));
    }

    @AfterAll
    static void stop() {
        runner.close();
        logs.close();
    }

    @ParameterizedTest
    @MethodSource("dev.appconnector.testkit.cases.SecurityCase#all")
    void every_case_is_met_but_those_that_wait(SecurityCase theCase) throws Exception {
        String reason = WAITING.get(theCase.id());
        if (reason == null) {
            assertEquals(List.of(), runner.failures(theCase), theCase.toString());
        } else {
            assertTrue(isBroken(theCase), "It waits no more for " + reason + ": take it off waiting.txt.");
        }
    }

    /** What a case needs before its call may be missing, too. */
    private static boolean isBroken(SecurityCase theCase) {
        try {
            return !runner.failures(theCase).isEmpty();
        } catch (Exception e) {
            return true;
        }
    }

    @Test
    void every_case_that_waits_exists() {
        List<String> ids = SecurityCase.all().map(SecurityCase::id).collect(Collectors.toList());

        assertTrue(ids.containsAll(WAITING.keySet()));
    }

    @Test
    void the_http_clients_loggers_stay_off_when_everything_else_is_at_its_most_verbose() throws Exception {
        runner.failures(SecurityCase.of("legit-51e1fc1d"));

        assertTrue(LoggerFactory.getLogger("org.apache.camel").isTraceEnabled());
        for (String logger : List.of("wire", "headers", "impl.classic.MainClientExec")) {
            assertFalse(LoggerFactory.getLogger("org.apache.hc.client5.http." + logger)
                    .isErrorEnabled());
        }
    }
}
