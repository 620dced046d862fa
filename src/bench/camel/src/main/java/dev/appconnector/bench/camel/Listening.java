package dev.appconnector.bench.camel;

import org.apache.camel.main.Main;

/** What both have in common: a server on a port of loopback, and the credential that the target wants. */
final class Listening {

    static final String CREDENTIAL = "Bearer " + System.getenv("BENCH_CREDENTIAL");

    private Listening() {}

    static Main on(String port) {
        Main main = new Main();
        main.addInitialProperty("camel.server.enabled", "true");
        main.addInitialProperty("camel.server.host", "127.0.0.1");
        main.addInitialProperty("camel.server.port", port);
        return main;
    }
}
