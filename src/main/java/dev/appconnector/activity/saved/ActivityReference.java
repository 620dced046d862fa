package dev.appconnector.activity.saved;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * How a caller says which saved activity is meant: by its id or its name. Immutable.
 *
 * @param id {@link #NO_ID} where it is by name
 * @param name empty where it is by id
 */
public record ActivityReference(UUID id, String name) {

    /** No activity has it. */
    public static final UUID NO_ID = new UUID(0, 0);

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** What this text may stand for; nothing where it can be no activity's. */
    public static Optional<ActivityReference> of(String text) {
        if (ID.matcher(text).matches()) {
            return Optional.of(new ActivityReference(UUID.fromString(text), ""));
        }
        return isName(text) ? Optional.of(new ActivityReference(NO_ID, text)) : Optional.empty();
    }

    /** Whether an activity may be called so: by nothing that can be taken for an id. */
    static boolean isName(String text) {
        return NAME.matcher(text).matches() && !ID.matcher(text).matches();
    }
}
