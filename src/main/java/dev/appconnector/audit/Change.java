package dev.appconnector.audit;

import java.util.List;
import org.apache.camel.Exchange;

/**
 * What a route is about to change or, where nothing is kept of it, has done: a step leaves it on the exchange, and the step {@code audit.append}, the last one in the
 * transaction of the change, makes an entry of it. Immutable.
 *
 * @param action such as {@code connector.changed}
 * @param object null where it is about nothing that is kept
 * @param fields the JSON pointers of what changes, never its values
 */
public record Change(String action, AuditEntry.AuditedObject object, List<String> fields) {

    private static final String VARIABLE = "change";

    public Change {
        fields = List.copyOf(fields);
    }

    public void carriedBy(Exchange exchange) {
        exchange.setVariable(VARIABLE, this);
    }

    static Change of(Exchange exchange) {
        Change change = exchange.getVariable(VARIABLE, Change.class);
        if (change == null) {
            throw new IllegalStateException("No step has said what changes.");
        }
        return change;
    }
}
