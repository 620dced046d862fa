package dev.appconnector.hook;

import dev.appconnector.connector.Connector;
import dev.appconnector.connector.ConnectorName;
import dev.appconnector.connector.ConnectorReference;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;

/** A route of an integrator's that is asked about runs for as long as it is started. Thread-safe. */
final class Hook extends DefaultConsumer {

    private final Hooks hooks;
    private final HookComponent.Phase phase;
    private final ConnectorReference connector;

    /** @param connector whose runs it is asked about; null for all */
    Hook(Endpoint endpoint, Processor processor, Hooks hooks, HookComponent.Phase phase, ConnectorReference connector) {
        super(endpoint, processor);
        this.hooks = hooks;
        this.phase = phase;
        this.connector = connector;
    }

    HookComponent.Phase phase() {
        return phase;
    }

    boolean isOfOneConnector() {
        return connector != null;
    }

    boolean isAskedAbout(Connector called) {
        return connector == null
                || (connector.isById()
                        ? connector.id().equals(called.id())
                        : connector.nameKey().equals(new ConnectorName(called.name()).key()));
    }

    /** A message for it, with nothing in it. */
    Exchange exchange() {
        Exchange exchange = createExchange(false);
        exchange.setPattern(ExchangePattern.InOut);
        return exchange;
    }

    /** Asks it, on the calling thread; what it throws is in the exchange afterwards. */
    void ask(Exchange exchange) {
        try {
            getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        hooks.warnOf(this, connector);
        hooks.add(this);
    }

    @Override
    protected void doStop() throws Exception {
        hooks.remove(this);
        super.doStop();
    }
}
