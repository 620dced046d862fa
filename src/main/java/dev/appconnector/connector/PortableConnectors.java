package dev.appconnector.connector;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.appconnector.audit.Change;
import dev.appconnector.json.StrictJson;
import dev.appconnector.problem.Problem;
import dev.appconnector.vault.SealedSecret;
import dev.appconnector.vault.source.SecretSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Connectors as they go to another installation and come from one: by their names, and for each secret where it is to be read.
 * Thread-safe.
 */
public final class PortableConnectors {

    /** Nothing of an installation's own: what an answer adds, and a change ignores. */
    private static final Set<String> OWN = Set.of(
            ConnectorDocument.class.getAnnotation(JsonIgnoreProperties.class).value());

    private final ConnectorWriter writer;
    private final ConnectorShown shown;
    private final Supplier<UUID> ids;

    PortableConnectors(ConnectorWriter writer, ConnectorShown shown, Supplier<UUID> ids) {
        this.writer = writer;
        this.shown = shown;
        this.ids = ids;
    }

    /**
     * What came of one out of a file.
     *
     * @param before null where it is new
     * @param after as it is to be; {@code before} itself where nothing changes
     * @param needed where its secrets are to be read that are not there, by their JSON pointers
     * @param change null where nothing changes
     */
    public record Imported(Connector before, Connector after, Map<String, SecretSource> needed, Change change) {}

    /**
     * What a file says of it, in the order of its fields. What has its default is left out.
     *
     * @param source where a secret is to be read: given what it goes by, or what it may be called
     */
    public Map<String, Object> exported(Connector connector, UnaryOperator<SecretSource> source) {
        Map<String, Object> document = shown.whole(connector);
        document.keySet().removeAll(OWN);
        document.values().removeIf(Objects::isNull);
        document.remove("paused", false);
        document.remove("headers", Map.of());
        document.remove("limits", Limits.DEFAULT);
        document.remove("delivery", Delivery.DEFAULT);
        document.replaceAll((name, value) -> sourced(connector, name, value, source));
        return document;
    }

    private static Object sourced(Connector connector, String place, Object value, UnaryOperator<SecretSource> source) {
        if (value instanceof ConnectorShown.SecretShown) {
            SealedSecret kept = connector.secrets().get(place);
            return source.apply(kept.source() == null ? SourceNames.of(connector.name(), place) : kept.source());
        }
        if (value instanceof ConnectorShown.TlsShown tls) {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("certificate", tls.certificate());
            members.put("privateKey", tls.privateKey());
            members.put("ca", tls.ca());
            return sourced(connector, place, members, source);
        }
        if (!(value instanceof Map<?, ?> members)) {
            return value;
        }
        Map<Object, Object> replaced = new LinkedHashMap<>();
        members.forEach((name, member) -> {
            if (member != null) {
                replaced.put(name, sourced(connector, place + "/" + name, member, source));
            }
        });
        return replaced;
    }

    /**
     * What a file's document makes of the connector of that name.
     *
     * @param kept the connector of a name's key; null where there is none
     * @throws Problem what is wrong with it
     */
    public Imported imported(byte[] json, Function<String, Connector> kept) {
        ConnectorDocument document = StrictJson.read(json, ConnectorDocument.class);
        Connector before = document.name() == null ? null : kept.apply(keyOf(document.name()));
        ConnectorWriter.Written written = writer.imported(document, before == null ? ids.get() : before.id(), before);
        Connector after = written.connector();
        Map<String, SecretSource> needed = new LinkedHashMap<>();
        written.needed()
                .forEach(key -> needed.put(
                        ConnectorChange.place(key), after.secrets().get(key).source()));
        if (before == null) {
            return new Imported(null, after, needed, ConnectorChange.created(after));
        }
        Change change = ConnectorChange.between(before, after);
        return change.fields().isEmpty()
                ? new Imported(before, before, needed, null)
                : new Imported(before, after, needed, change);
    }

    /** The key of a name; empty where it breaks the rules, as its writer will say. */
    public static String keyOf(String name) {
        try {
            return ConnectorName.parse(name).key();
        } catch (Problem wrong) {
            return "";
        }
    }

    /** The key by which connectors are told apart. */
    public static String keyOf(Connector connector) {
        return ConnectorName.parse(connector.name()).key();
    }
}
