package dev.appconnector.connector;

import dev.appconnector.problem.Problem;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * How a caller says which connector is meant: by its id, or by its name whatever the case. Immutable.
 *
 * @param id {@link #NO_ID} where it is by name
 * @param nameKey empty where it is by id
 */
public record ConnectorReference(UUID id, String nameKey) {

    /** No connector has it. */
    public static final UUID NO_ID = new UUID(0, 0);

    /** What this text may stand for; nothing where it can be no connector's. */
    public static Optional<ConnectorReference> of(String text) {
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equals(text.toLowerCase(Locale.ROOT))) {
                return Optional.of(new ConnectorReference(id, ""));
            }
        } catch (IllegalArgumentException e) {
            // Falls through: what is no id is a name.
        }
        try {
            return Optional.of(
                    new ConnectorReference(NO_ID, ConnectorName.parse(text).key()));
        } catch (Problem e) {
            return Optional.empty();
        }
    }

    public boolean isById() {
        return nameKey.isEmpty();
    }
}
