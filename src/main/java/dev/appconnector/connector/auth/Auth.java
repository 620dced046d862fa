package dev.appconnector.connector.auth;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.annotation.JsonTypeIdResolver;
import dev.appconnector.connector.auth.wire.Outgoing;
import dev.appconnector.vault.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a connector proves itself to its target. Each type is a record of its open fields; it is kept as JSON, and its secret
 * fields are sealed apart. A new type is a record and a line in {@link AuthTypes}. Immutable.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.CUSTOM, property = "type")
@JsonTypeIdResolver(AuthTypeIds.class)
public interface Auth {

    /** The headers that carry the credential: nobody else may set them, and no answer may bring them back. */
    default Set<String> headers() {
        return Set.of("Authorization");
    }

    /** The query parameter that carries the credential: no path may name it. */
    default Optional<String> queryParameter() {
        return Optional.empty();
    }

    /** What that secret field may look like. */
    SecretForm form(String secretField);

    /** Whether it may be left out. */
    default boolean isOptional(String secretField) {
        return false;
    }

    /** What is wrong with a secret that has the right form, and what is right; to be read after its name. */
    default Optional<String> fault(String secretField, Secret secret) {
        return Optional.empty();
    }

    /** The origin that the secret field goes to, where that is not the target's. */
    default Optional<String> goesTo(String secretField) {
        return Optional.empty();
    }

    /** What the target gets, with a mask for what is secret; empty where it gets nothing. */
    Optional<String> masked();

    /**
     * Adds the credential to a request that is about to leave.
     *
     * @param secrets the secret fields by name
     */
    void authorize(Outgoing request, Map<String, Secret> secrets);

    /**
     * What is sent of the secrets joined to something else, to be searched for in answers: its base64 is another one, and a
     * short one is told from chance by what stands before it. The taker closes them.
     */
    default List<Secret> joined(Map<String, Secret> secrets) {
        return List.of();
    }
}
