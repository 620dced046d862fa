package dev.appconnector.settings;

import dev.appconnector.vault.Secret;
import java.util.Optional;

/**
 * How a run that nobody waits for comes to the node that delivers it.
 *
 * @param uri the Camel endpoint that it is handed over by: {@value #IN_PROCESS}, or a queue of the broker
 * @param broker there where the URI names one of its queues
 */
public record DeliverySettings(String uri, Optional<Broker> broker) {

    /** Whoever accepts a run delivers it, where it can. */
    public static final String IN_PROCESS = "direct:deliver-run";

    /**
     * An ActiveMQ Artemis broker. It does not print the URL, which may carry a password.
     *
     * @param url as its client reads it: {@code tcp://host:port} with options, or several of those in parentheses
     */
    public record Broker(String url, Optional<String> user, Optional<Secret> password) {

        @Override
        public String toString() {
            return "Broker[]";
        }
    }
}
