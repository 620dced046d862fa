package dev.appconnector.testkit;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for servers that must be told theirs before they start. */
public final class FreePort {

    /** Below those that systems give to whoever asks for any: one of those may be given away before the server has it. */
    private static final int FIRST = 20_000;

    private static final int BEHIND_LAST = 32_000;

    private FreePort() {}

    /** A port that nobody listens on. */
    public static int take() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, BEHIND_LAST);
            try (ServerSocket socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // Taken: the next one.
            }
        }
    }
}
