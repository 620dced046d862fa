package dev.appconnector;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.call.target.Network;
import dev.appconnector.settings.Settings;
import dev.appconnector.testkit.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A start whose servers are not to be reached fails, also where their ports were free when it looked. */
class RouteRuntimeTest {

    /** Beans that take the port away when the start comes to them, which is after it has looked. */
    private static final class PortTaker extends HashMap<String, Object> implements AutoCloseable {

        private final transient ServerSocket socket;
        private final int port;

        private PortTaker(int port) throws IOException {
            this.socket = new ServerSocket();
            this.port = port;
        }

        @Override
        public void forEach(BiConsumer<? super String, ? super Object> action) {
            try {
                socket.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"appconnector.port", "appconnector.operations.port"})
    void a_port_that_is_taken_in_the_middle_of_a_start_ends_it(String setting, @TempDir Path data) throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                "appconnector.data", data.toString(),
                "appconnector.port", Integer.toString(FreePort.take()),
                "appconnector.operations.port", Integer.toString(FreePort.take())));
        try (PortTaker beans = new PortTaker(Integer.parseInt(settings.get(setting)))) {
            Node.Extras extras = new Node.Extras(
                    Network.ofThisMachine(), List.of(), List.of(), beans, List.of(), false, Clock.systemUTC());

            Exception failed = assertThrows(
                    IllegalStateException.class, () -> Node.start(Settings.of(settings, Map.of()), extras));

            assertTrue(failed.getMessage().contains(setting), failed.getMessage());
        }
    }
}
