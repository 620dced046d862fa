package dev.appconnector.operations;

import dev.appconnector.settings.HttpSettings;
import dev.appconnector.settings.InvalidSettings;
import dev.appconnector.settings.OperationsSettings;
import dev.appconnector.settings.Setting;
import dev.appconnector.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Finds out before anything is begun whether the ports can be listened on: the HTTP server itself only logs that it cannot. */
public final class FreePorts {

    private FreePorts() {}

    /**
     * Takes both ports for a moment, at the same time, since one cannot serve for both.
     *
     * @throws InvalidSettings with a line for each that is taken, or is none of this machine's
     */
    public static void require(Settings settings) {
        List<String> faults = new ArrayList<>();
        HttpSettings http = settings.http();
        OperationsSettings operations = settings.operations();
        try (ServerSocket ofCallers = new ServerSocket();
                ServerSocket ofOperators = new ServerSocket()) {
            bind(ofCallers, Setting.HOST, http.host(), Setting.PORT, http.port(), faults);
            bind(
                    ofOperators,
                    Setting.OPERATIONS_HOST,
                    operations.host(),
                    Setting.OPERATIONS_PORT,
                    operations.port(),
                    faults);
        } catch (IOException e) {
            throw new UncheckedIOException("This machine gives no sockets.", e);
        }
        if (!faults.isEmpty()) {
            throw new InvalidSettings(faults);
        }
    }

    private static void bind(
            ServerSocket socket, Setting hostSetting, String host, Setting portSetting, int port, List<String> faults) {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            faults.add("%s is \"%s\", which this machine cannot look up: use one of its own addresses."
                    .formatted(hostSetting.key(), host));
            return;
        }
        try {
            socket.setReuseAddress(true);
            socket.bind(address);
        } catch (IOException e) {
            faults.add("%s is %d, where \"%s\" cannot be listened on (%s): end what holds the port, or set another."
                    .formatted(portSetting.key(), port, host, e.getMessage()));
        }
    }
}
