package dev.appconnector.call.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.appconnector.access.Scope;
import dev.appconnector.activity.ServerActivity;
import dev.appconnector.call.ActiveRun;
import dev.appconnector.call.Deadline;
import dev.appconnector.egress.address.AddressPolicy;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.ScriptedResolver;
import dev.appconnector.testkit.TestDialler;
import dev.appconnector.testkit.TestTls;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.Test;

/** A run that was stopped opens no connection, in whatever instant of dialling it was stopped. */
class CheckedDialTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final ActiveRun run = new ActiveRun(
            UUID.randomUUID(),
            new ServerActivity("any", "GET", "/", List.of(), null, LONG, true, null),
            Deadline.in(LONG, Duration.ZERO),
            0,
            new ActiveRun.Origin("key:test", Scope.ALL, true, null, null));

    /** Its run is stopped in the instant in which the client has looked whether it was, and not yet bound the socket. */
    private final class Connection extends TargetConnection {

        private Connection() {
            super(Http1Config.DEFAULT, null, null);
        }

        @Override
        public void bind(Socket socket) throws IOException {
            run.abort(ActiveRun.HUNG_UP);
            super.bind(socket);
        }
    }

    @Test
    void a_run_that_is_stopped_between_look_up_and_dial_does_not_connect() throws IOException {
        try (FakeTarget target = FakeTarget.http();
                TestDialler dialler = new TestDialler().leadAll(target);
                ScriptedResolver resolver = new ScriptedResolver();
                CheckedDial dial = new CheckedDial(
                        new Network(resolver::resolve, dialler::dial, TestTls.client()),
                        AddressPolicy.of(List.of(), List.of()),
                        false)) {
            HttpHost host = new HttpHost("http", "api.example.com", 80);

            assertThrows(
                    InterruptedIOException.class,
                    () -> dial.connect(
                            new Connection(),
                            host,
                            null,
                            null,
                            Timeout.DISABLED,
                            SocketConfig.DEFAULT,
                            null,
                            context()));

            assertEquals(1, resolver.lookUps("api.example.com"));
            assertEquals(0, target.connections());
        }
    }

    private HttpClientContext context() {
        HttpClientContext context = HttpClientContext.create();
        TargetNetwork.carry(run, context);
        return context;
    }
}
