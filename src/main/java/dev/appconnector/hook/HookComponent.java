package dev.appconnector.hook;

import dev.appconnector.connector.ConnectorReference;
import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Where the routes of hooks begin: {@code appconnector:before-call} and {@code appconnector:after-call}, of every connector or, with
 * the parameter {@code connector}, of the one with this name or id. Nothing can be sent to them. Thread-safe.
 */
public final class HookComponent extends DefaultComponent {

    /** What the URIs begin with. */
    public static final String SCHEME = "appconnector";

    private final Hooks hooks;

    public HookComponent(Hooks hooks) {
        this.hooks = hooks;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        String connector = getAndRemoveParameter(parameters, "connector", String.class);
        return new HookEndpoint(uri, this, Phase.of(remaining), connector == null ? null : reference(connector));
    }

    private static ConnectorReference reference(String connector) {
        return ConnectorReference.of(connector)
                .orElseThrow(() -> new IllegalArgumentException(
                        "connector must be the name or the id of a connector; leave it out for all of them."));
    }

    /** When a hook is asked. */
    enum Phase {
        BEFORE("before-call"),
        AFTER("after-call");

        private final String word;

        Phase(String word) {
            this.word = word;
        }

        private static Phase of(String word) {
            for (Phase phase : values()) {
                if (phase.word.equals(word)) {
                    return phase;
                }
            }
            throw new IllegalArgumentException("Write appconnector:before-call or appconnector:after-call.");
        }
    }

    private static final class HookEndpoint extends DefaultEndpoint implements MultipleConsumersSupport {

        private final HookComponent component;
        private final Phase phase;
        private final ConnectorReference connector;

        private HookEndpoint(String uri, HookComponent component, Phase phase, ConnectorReference connector) {
            super(uri, component);
            this.component = component;
            this.phase = phase;
            this.connector = connector;
        }

        @Override
        public boolean isMultipleConsumersSupported() {
            return true;
        }

        @Override
        public Producer createProducer() {
            throw new UnsupportedOperationException("Hooks are asked by AppConnector alone: begin a route from this.");
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            return new Hook(this, processor, component.hooks, phase, connector);
        }
    }
}
