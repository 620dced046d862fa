package dev.appconnector.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.LoggedLines;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.TestTls;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A start says what its settings mean, in one line each, where an operator may not have thought of it. */
class StartWarningsTest {

    @TempDir
    private Path data;

    private List<String> warnings(Map<String, String> settings) {
        try (LoggedLines log = new LoggedLines();
                RunningAppConnector app = RunningAppConnector.start(data, settings)) {
            assertTrue(app.node().port() > 0);
            return log.warnings();
        }
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, false", "localhost, false", "127.0.0.2, false", "0.0.0.0, true"})
    void a_port_that_others_can_reach_is_warned_of_as_plain_http(String host, boolean warned) {
        List<String> warnings = warnings(Map.of("appconnector.host", host));

        assertEquals(warned ? 1 : 0, warnings.size(), warnings.toString());
        assertTrue(
                !warned
                        || warnings.get(0).contains("0.0.0.0 in plain HTTP")
                                && warnings.get(0).lines().count() == 1,
                warnings.toString());
    }

    @Test
    void a_port_behind_a_proxy_that_is_named_is_not_warned_of() {
        Map<String, String> proxied =
                Map.of("appconnector.host", "0.0.0.0", "appconnector.trusted-proxies", "10.0.0.0/8");

        assertEquals(List.of(), warnings(proxied));
    }

    @Test
    void a_port_with_tls_of_its_own_is_not_warned_of() {
        Map<String, String> settings = new HashMap<>(TestTls.settings(TestTls.files(data)));
        settings.put("appconnector.host", "0.0.0.0");

        assertEquals(List.of(), warnings(settings));
    }

    @ParameterizedTest
    @ValueSource(strings = {"expired", "early"})
    void a_certificate_that_does_not_hold_now_is_warned_of(String alias) {
        List<String> warnings = warnings(TestTls.settings(TestTls.filesOfSigned(data, alias)));

        assertEquals(1, warnings.size(), warnings.toString());
        assertTrue(
                warnings.get(0).contains("tls-certificate.pem holds from")
                        && warnings.get(0).lines().count() == 1,
                warnings.get(0));
    }

    @ParameterizedTest
    @CsvSource({"http://proxy.internal:3128, proxy.internal:3128", "http://[::1]:1, [::1]:1"})
    void a_proxy_is_told_of_with_what_is_not_kept_then(String setting, String endpoint) {
        List<String> warnings = warnings(Map.of("appconnector.egress.proxy", setting));

        assertEquals(1, warnings.size(), warnings.toString());
        assertTrue(
                warnings.get(0).contains(endpoint) && warnings.get(0).contains("looks their targets up"),
                warnings.get(0));
    }
}
