package dev.appconnector.watch;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import javax.management.JMException;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.apache.camel.spi.ManagementAgent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The beans of one node in Camel's own JMX agent: one for the worker, and one for each connector that is counted. For one thread. */
final class Beans {

    private static final Logger LOG = LoggerFactory.getLogger(Beans.class);
    private static final String DOMAIN = "dev.appconnector";

    private final ManagementAgent agent;
    private final Map<UUID, Shown> shown = new HashMap<>();
    private final ObjectName worker = name("type=Worker");

    private record Shown(ObjectName name, Counts counts) {}

    Beans(ManagementAgent agent) {
        this.agent = agent;
    }

    private static ObjectName name(String properties) {
        try {
            return new ObjectName(DOMAIN + ":" + properties);
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }

    void show(WorkerBean bean) {
        register(bean, worker);
    }

    /** Makes those that are shown the same as those that are counted, by the names that these have now. */
    void show(Map<UUID, Counts> counted, Function<UUID, ConnectorBean> bean) {
        for (UUID connector : new HashSet<>(shown.keySet())) {
            Shown one = shown.get(connector);
            Counts counts = counted.get(connector);
            if (counts != one.counts || !name(counts).equals(one.name)) {
                unregister(one.name);
                shown.remove(connector);
            }
        }
        counted.forEach((connector, counts) -> {
            // A name that one has given up and another has taken is free when the first one's bean is gone.
            if (!shown.containsKey(connector) && register(bean.apply(connector), name(counts))) {
                shown.put(connector, new Shown(name(counts), counts));
            }
        });
    }

    private static ObjectName name(Counts counts) {
        return name("type=Connector,name=" + ObjectName.quote(counts.name()));
    }

    private boolean register(Object bean, ObjectName name) {
        try {
            if (agent.isRegistered(name)) {
                return false;
            }
            agent.register(bean, name);
            return true;
        } catch (JMException e) {
            LOG.warn("The bean {} cannot be shown by JMX.", name);
            return false;
        }
    }

    private void unregister(ObjectName name) {
        try {
            agent.unregister(name);
        } catch (JMException e) {
            LOG.debug("The bean {} was gone already.", name);
        }
    }

    void hideAll() {
        Set<ObjectName> names = new HashSet<>(Set.of(worker));
        shown.values().forEach(one -> names.add(one.name));
        names.forEach(this::unregister);
        shown.clear();
    }
}
