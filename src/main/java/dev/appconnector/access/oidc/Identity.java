package dev.appconnector.access.oidc;

import dev.appconnector.access.Caller;
import dev.appconnector.access.Role;
import dev.appconnector.access.Scope;
import java.util.Optional;
import java.util.Set;

/**
 * Whom a token speaks for, and what its claims allow, as they are written. Immutable.
 *
 * @param text the caller's, the same for all tokens of a subject
 * @param name what people call the subject
 * @param role empty where no claim names one of ours
 * @param connectors names, ids or {@code *}
 * @param activities the same
 */
record Identity(String text, String name, Optional<Role> role, Set<String> connectors, Set<String> activities) {

    Identity {
        connectors = Set.copyOf(connectors);
        activities = Set.copyOf(activities);
    }

    /** For one that has a role. The claims of scope are for runners: the others have all that their role may see. */
    Caller caller(ScopeNames.Names names) {
        Role has = role.orElseThrow();
        Scope scope = has == Role.RUNNER ? names.scope(connectors, activities) : Scope.ALL;
        return new Caller(Caller.Way.OIDC, text, name, has, scope, Optional.empty());
    }
}
