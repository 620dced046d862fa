package dev.appconnector.watch;

import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.CallingTarget;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;

/** A bean as an operator's console sees it. */
record ShownBean(MBeanServerConnection server, ObjectName name) {

    static ShownBean ofConnector(String connector) {
        return of("type=Connector,name=" + ObjectName.quote(connector));
    }

    static ShownBean ofWorker() {
        return of("type=Worker");
    }

    private static ShownBean of(String properties) {
        try {
            return new ShownBean(
                    ManagementFactory.getPlatformMBeanServer(), new ObjectName("dev.appconnector:" + properties));
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isThere() {
        try {
            return server.isRegistered(name);
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    ShownBean awaited() {
        Await.until("the bean " + name, CallingTarget.PATIENCE, this::isThere, there -> there);
        return this;
    }

    void awaitGone() {
        Await.until("no bean " + name, CallingTarget.PATIENCE, this::isThere, there -> !there);
    }

    /** All that it shows; empty where it is not there. */
    Map<String, Object> attributes() {
        try {
            Map<String, Object> values = new TreeMap<>();
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                values.put(attribute.getName(), server.getAttribute(name, attribute.getName()));
            }
            return values;
        } catch (InstanceNotFoundException e) {
            return Map.of();
        } catch (JMException | java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** NaN where there is no such bean. */
    double number(String attribute) {
        try {
            return ((Number) server.getAttribute(name, attribute)).doubleValue();
        } catch (InstanceNotFoundException e) {
            return Double.NaN;
        } catch (JMException | java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void await(String attribute, double wanted) {
        Await.until(attribute + " of " + name, CallingTarget.PATIENCE, () -> number(attribute), is -> is == wanted);
    }
}
