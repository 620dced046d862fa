package dev.appconnector.delivery.broker;

import dev.appconnector.settings.DeliverySettings;
import dev.appconnector.vault.Secret;
import java.nio.charset.StandardCharsets;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.component.jms.JmsComponent;
import org.springframework.jms.connection.CachingConnectionFactory;

/**
 * An ActiveMQ Artemis broker as routes reach it. It is connected to when first used, and again after it was away. Thread-safe;
 * {@link #close()} ends the connections of those who send.
 */
public final class Broker implements AutoCloseable {

    /** A broker that takes longer is as good as none: the row falls due. */
    private static final int CALL_TIMEOUT_MS = 5_000;

    private static final int RETRY_INTERVAL_MS = 10;

    private final CachingConnectionFactory sending;
    private final ActiveMQConnectionFactory receiving;

    /** @throws IllegalStateException where the broker's client cannot read the URL; without the URL */
    public Broker(DeliverySettings.Broker settings) {
        sending = new CachingConnectionFactory(connections(settings));
        sending.setReconnectOnException(true);
        receiving = connections(settings);
        // Nothing in advance: what this node has no place for yet is another one's to take.
        receiving.setConsumerWindowSize(0);
    }

    private static ActiveMQConnectionFactory connections(DeliverySettings.Broker settings) {
        try {
            ActiveMQConnectionFactory connections = new ActiveMQConnectionFactory(settings.url());
            settings.user().ifPresent(connections::setUser);
            settings.password().map(Broker::text).ifPresent(connections::setPassword);
            connections.setCallTimeout(CALL_TIMEOUT_MS);
            connections.setInitialConnectAttempts(1);
            connections.setReconnectAttempts(0);
            // Its client waits as long after its only attempt, too.
            connections.setRetryInterval(RETRY_INTERVAL_MS);
            return connections;
        } catch (RuntimeException e) {
            // Without the cause, whose message may quote the URL and a password in it.
            throw new IllegalStateException(
                    "appconnector.deliveries.broker.url is not understood: write it as tcp://host:port.");
        }
    }

    private static String text(Secret secret) {
        return new String(secret.reveal(), StandardCharsets.UTF_8);
    }

    /** What {@code jms:} means in routes. */
    public JmsComponent component() {
        JmsComponent component = JmsComponent.jmsComponentAutoAcknowledge(receiving);
        component.getConfiguration().setTemplateConnectionFactory(sending);
        component.getConfiguration().setListenerConnectionFactory(receiving);
        return component;
    }

    @Override
    public void close() {
        sending.destroy();
        receiving.close();
    }
}
