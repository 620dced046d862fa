package dev.appconnector.connector;

import dev.appconnector.audit.AuditEntry;
import dev.appconnector.audit.Change;
import dev.appconnector.json.StrictJson;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** Says what a request does to a connector, by the names of fields: no value goes into the audit. */
final class ConnectorChange {

    private ConnectorChange() {}

    static Change created(Connector connector) {
        return change("connector.created", connector, List.of());
    }

    static Change revoked(Connector connector) {
        return change("connector.revoked", connector, List.of());
    }

    /** Under the new name; where the connector is paused or goes on, the action says so. */
    static Change between(Connector before, Connector after) {
        Map<String, Object> was = fields(before);
        Map<String, Object> is = fields(after);
        TreeSet<String> changed = new TreeSet<>(was.keySet());
        changed.addAll(is.keySet());
        changed.removeIf(field -> Objects.equals(was.get(field), is.get(field)));
        String action = before.state() == after.state()
                ? "connector.changed"
                : after.state() == Connector.State.PAUSED ? "connector.paused" : "connector.resumed";
        return change(action, after, List.copyOf(changed));
    }

    private static Change change(String action, Connector connector, List<String> fields) {
        return new Change(
                action, new AuditEntry.AuditedObject(connector.id().toString(), "connector", connector.name()), fields);
    }

    /** What a document has, by JSON pointer; in a secret's place the version that it was given in. */
    private static Map<String, Object> fields(Connector connector) {
        Map<String, Object> fields = new TreeMap<>();
        fields.put("/name", connector.name());
        fields.put("/domain", connector.domain());
        fields.put("/paused", connector.state());
        add(fields, "/auth/", StrictJson.fields(connector.auth()));
        fields.put("/auth/expiresAt", connector.definition().expiresAt());
        if (connector.definition().tls() != null) {
            add(fields, "/tls/", StrictJson.fields(connector.definition().tls()));
        }
        add(fields, "/headers/", connector.headers());
        add(fields, "/limits/", StrictJson.fields(connector.limits()));
        add(fields, "/delivery/", StrictJson.fields(connector.delivery()));
        connector.secrets().forEach((key, secret) -> fields.put(place(key), secret.version()));
        return fields;
    }

    /** The JSON pointer of the secret with that key. */
    static String place(String key) {
        String header = Connector.headerOf(key);
        return header == null ? "/" + key : "/secretHeaders/" + escaped(header);
    }

    private static void add(Map<String, Object> fields, String place, Map<String, ?> members) {
        members.forEach((name, value) -> fields.put(place + escaped(name), value));
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
