package dev.appconnector.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Guessing becomes slow, for whoever guesses alone. */
class FailedAttemptsTest {

    private static final String WRONG = "ac_" + "w".repeat(43);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static RunningAppConnector app;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T10:00:00Z"));
    private final FailedAttempts attempts = new FailedAttempts(clock);

    @BeforeAll
    static void start(@TempDir Path data) {
        app = RunningAppConnector.start(data);
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    /** The answer to a call from that address of this machine, with those header lines. */
    private String from(String address, String headers) {
        String request = "GET /api/connectors HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers + "\r\n";
        try (Socket socket =
                new Socket(InetAddress.getByName("127.0.0.1"), app.node().port(), InetAddress.getByName(address), 0)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String with(String key) {
        return "Authorization: Bearer " + key + "\r\n";
    }

    private static void assertStatus(int status, String answer) {
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
    }

    /** While it guesses, a second may pass and give it another attempt. */
    private String guessUntilSlowedDown(String address) {
        String answer = from(address, with(WRONG));
        for (int i = 0; i < 50 * FailedAttempts.AT_ONCE && answer.startsWith("HTTP/1.1 401 "); i++) {
            answer = from(address, with(WRONG));
        }
        return answer;
    }

    @Test
    void whoever_fails_too_often_gets_429_and_everyone_else_goes_on() {
        String slowed = guessUntilSlowedDown("127.0.0.2");

        assertStatus(429, slowed);
        assertTrue(slowed.contains("urn:appconnector:problem:rate-limited"), slowed);
        assertTrue(slowed.matches("(?s).*\r\nRetry-After: 1\r\n.*"), slowed);
        assertStatus(200, from("127.0.0.2", with(app.adminKey())));
        assertStatus(401, from("127.0.0.2", ""));
        assertStatus(401, from("127.0.0.3", with(WRONG)));
        assertStatus(200, from("127.0.0.3", with(app.adminKey())));
    }

    @Test
    void a_valid_key_is_not_counted_and_nor_is_a_call_without_one() {
        for (int i = 0; i < 2 * FailedAttempts.AT_ONCE; i++) {
            assertStatus(200, from("127.0.0.4", with(app.adminKey())));
            assertStatus(401, from("127.0.0.4", ""));
        }
        assertStatus(401, from("127.0.0.4", with(WRONG)));
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.11, Basic eDp5", "127.0.0.12, Bearer", "127.0.0.13, ''", "127.0.0.14, Bearer x y"})
    void whatever_an_authorization_holds_it_is_an_attempt(String address, String authorization) {
        String answer = "";
        for (int i = 0; i < 50 * FailedAttempts.AT_ONCE && !answer.startsWith("HTTP/1.1 429 "); i++) {
            answer = from(address, "Authorization: " + authorization + "\r\n");
        }
        assertStatus(429, answer);
    }

    private Optional<Duration> failed(String address) {
        return attempts.failed(address);
    }

    private void failAtOnce(String address) {
        for (int i = 0; i < FailedAttempts.AT_ONCE; i++) {
            assertEquals(Optional.empty(), failed(address), "attempt " + i);
        }
    }

    @Test
    void an_address_fails_100_times_at_once_and_once_a_second_from_then_on() {
        assertEquals(100, FailedAttempts.AT_ONCE);
        failAtOnce("192.0.2.1");
        for (int second = 0; second < 3; second++) {
            assertEquals(Optional.of(SECOND), failed("192.0.2.1"));
            assertEquals(Optional.of(SECOND), failed("192.0.2.1"), "asking again does not make it longer");
            clock.tick(SECOND);
            assertEquals(Optional.empty(), failed("192.0.2.1"));
        }
        clock.tick(SECOND.multipliedBy(FailedAttempts.AT_ONCE));
        failAtOnce("192.0.2.1");
        assertEquals(Optional.of(SECOND), failed("192.0.2.1"));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "192.0.2.1, ::ffff:192.0.2.1, true",
        "2001:db8:0:1::1, 2001:db8:0:1:ffff:ffff:ffff:ffff, true",
        "2001:db8:0:1::1, 2001:db8:0:2::1, false"
    })
    void addresses_of_one_holder_count_as_one(String one, String other, boolean same) {
        failAtOnce(one);
        assertEquals(same, failed(other).isPresent());
    }
}
