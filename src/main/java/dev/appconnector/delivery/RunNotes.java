package dev.appconnector.delivery;

import dev.appconnector.audit.AuditEntry;
import dev.appconnector.audit.Change;
import dev.appconnector.storage.Row;
import java.util.List;
import java.util.UUID;
import org.apache.camel.Exchange;

/** Tells the audit what callers did to runs. Thread-safe. */
public final class RunNotes {

    private final Audited audit;

    /** Makes what takes note, later, of what is done in, or to, a run. */
    @FunctionalInterface
    public interface Audited {
        Runnable note(Exchange exchange, Change done, UUID run);
    }

    public RunNotes(Audited audit) {
        this.audit = audit;
    }

    /**
     * What takes note of it, by whoever asks for it now.
     *
     * @param row of the run, with its connector
     */
    Runnable of(Exchange exchange, String action, UUID run, Row row, String... fields) {
        AuditEntry.AuditedObject connector = new AuditEntry.AuditedObject(
                row.uuid("connector_id").toString(), "connector", row.text("connector_name"));
        return audit.note(exchange, new Change(action, connector, List.of(fields)), run);
    }
}
