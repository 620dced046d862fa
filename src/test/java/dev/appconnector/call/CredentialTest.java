package dev.appconnector.call;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.appconnector.access.Scope;
import dev.appconnector.activity.ActivityReader;
import dev.appconnector.connector.Connector;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.CallingTarget;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.vault.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was opened for calls is overwritten as soon as it may not be used any more (S5). */
class CredentialTest {

    /** Longer than it takes the change counter to be read once more. */
    private static final Duration NEWS = Duration.ofMillis(600);

    private static final Duration LONGEST = Duration.ofMinutes(5);

    @TempDir
    private static Path data;

    private static CallingTarget worker;

    @BeforeAll
    static void start() {
        worker = CallingTarget.start(data);
    }

    @BeforeEach
    void useTarget() {
        worker.use(FakeTarget.http());
        CallingTarget.answered(worker.get());
    }

    @AfterAll
    static void stop() {
        worker.close();
    }

    /** The credential that the program keeps for the target's connector, once no change is news to it any more. */
    private static Credential kept() {
        AtomicReference<Credential> last = new AtomicReference<>();
        AtomicLong since = new AtomicLong();
        return Await.until("kept", CallingTarget.PATIENCE, CredentialTest::found, found -> {
                    if (found.orElse(null) != last.getAndSet(found.orElse(null))) {
                        since.set(System.nanoTime());
                    }
                    return found.isPresent() && System.nanoTime() - since.get() > NEWS.toNanos();
                })
                .orElseThrow();
    }

    private static Optional<Credential> found() {
        CallingTarget.answered(worker.get());
        Exchange exchange = new DefaultExchange(worker.program().node().camelContext());
        byte[] activity = worker.activity("GET", "/", "").getBytes(StandardCharsets.UTF_8);
        new ActiveRun(
                        UUID.randomUUID(),
                        new ActivityReader(LONGEST, LONGEST).read(activity),
                        Deadline.in(LONGEST, Duration.ZERO),
                        0,
                        new ActiveRun.Origin("key:test", Scope.ALL, true, null, null))
                .carriedBy(exchange);
        worker.program()
                .node()
                .camelContext()
                .getRegistry()
                .lookupByNameAndType("connectorCache", ConnectorCache.class)
                .find(exchange);
        return Optional.ofNullable(ActiveRun.of(exchange).connector()).map(CallableConnector::credential);
    }

    private static Secret opened(Credential credential) {
        return credential.use(open -> open.secrets().get(Connector.authSecret("value")));
    }

    @Test
    void a_change_of_the_connector_overwrites_what_was_open() {
        Secret before = opened(kept());
        assertArrayEquals(CallingTarget.TOKEN.getBytes(StandardCharsets.UTF_8), before.reveal());

        assertEquals(200, worker.change(Map.of("paused", true)).status());

        assertThrows(IllegalStateException.class, before::reveal);
    }

    @Test
    void a_revocation_overwrites_what_was_open() {
        Secret before = opened(kept());

        assertEquals(200, worker.revoke().status());

        assertThrows(IllegalStateException.class, before::reveal);
    }

    @Test
    void what_was_overwritten_is_opened_anew_for_the_next_use() {
        Credential credential = kept();
        Secret before = opened(credential);

        credential.erase();

        assertThrows(IllegalStateException.class, before::reveal);
        assertArrayEquals(
                CallingTarget.TOKEN.getBytes(StandardCharsets.UTF_8),
                opened(credential).reveal());
    }

    @Test
    void neither_the_opened_nor_what_leads_to_it_prints_a_secret() {
        Credential credential = kept();

        assertEquals("<redacted>", credential.use(Credential.Opened::toString));
        assertEquals("<redacted>", opened(credential).toString());
    }
}
