package dev.appconnector.testkit;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.DivertConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/** A real ActiveMQ Artemis that keeps nothing when it ends, and lets in who knows its password. */
public final class TestBroker implements AutoCloseable {

    private static final String QUEUE = "appconnector.deliveries";
    private static final String COPIES = "copies";
    private static final String USER = "fleet";
    private static final String PASSWORD = "a-brokers-password";
    private static final long PATIENCE_MS = 30_000;

    private final int port = FreePort.take();
    private final boolean losing;
    private EmbeddedActiveMQ server;

    private TestBroker(boolean losing) {
        this.losing = losing;
        start();
    }

    /** One that runs. */
    public static TestBroker running() {
        return new TestBroker(false);
    }

    /** One that takes every message and delivers none. */
    public static TestBroker losing() {
        return new TestBroker(true);
    }

    /** What a node needs to hand over by it, together with other settings. */
    public Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("appconnector.deliveries.uri", "jms:queue:" + QUEUE);
        settings.put("appconnector.deliveries.broker.url", url());
        settings.put("appconnector.deliveries.broker.user", USER);
        settings.put("appconnector.deliveries.broker.password", PASSWORD);
        return settings;
    }

    private String url() {
        return "tcp://127.0.0.1:" + port;
    }

    /** Starts it where it does not run, empty. */
    public void start() {
        try {
            SecurityConfiguration people =
                    new SecurityConfiguration(Map.of(USER, PASSWORD), Map.of(USER, List.of(USER)));
            server = new EmbeddedActiveMQ()
                    .setConfiguration(configuration())
                    .setSecurityManager(new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), people));
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Configuration configuration() throws Exception {
        return new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setJMXManagementEnabled(false)
                .setSecurityEnabled(true)
                .putSecurityRoles(
                        "#",
                        Set.of(new Role(
                                USER, true, true, true, true, true, true, false, true, true, true, false, false)))
                .addDivertConfiguration(new DivertConfiguration()
                        .setName(COPIES)
                        .setAddress(QUEUE)
                        .setForwardingAddress(COPIES)
                        .setExclusive(losing))
                .addAcceptorConfiguration("tcp", url());
    }

    /** Ends it; what it held is lost. */
    public void stop() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes this to the queue. */
    public void send(String text) {
        try (ActiveMQConnectionFactory connections = new ActiveMQConnectionFactory(url(), USER, PASSWORD);
                JMSContext context = connections.createContext()) {
            context.createProducer().send(context.createQueue(QUEUE), text);
        }
    }

    /** A message that was sent: its text, and the names of its properties. */
    public record Sent(String text, List<String> properties) {}

    /** Does this, and answers with the first message that is sent after it began. */
    @SuppressWarnings("unchecked")
    public Sent sentBy(Runnable sending) {
        try (ActiveMQConnectionFactory connections = new ActiveMQConnectionFactory(url(), USER, PASSWORD);
                JMSContext context = connections.createContext()) {
            var copies = context.createConsumer(context.createTopic(COPIES));
            sending.run();
            Message message = copies.receive(PATIENCE_MS);
            return new Sent(message.getBody(String.class), java.util.Collections.list((java.util.Enumeration<String>)
                    message.getPropertyNames()));
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
