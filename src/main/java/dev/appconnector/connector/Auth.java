package dev.appconnector.connector;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;

/**
 * How a connector proves itself to its target: the open part. The secret part is sealed under the names of
 * {@link #secretFields()}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Auth.None.class, name = "none"),
    @JsonSubTypes.Type(value = Auth.Basic.class, name = "basic"),
    @JsonSubTypes.Type(value = Auth.Token.class, name = "token"),
    @JsonSubTypes.Type(value = Auth.ApiKey.class, name = "api-key")
})
public sealed interface Auth {

    /** The contract's word for this type, such as {@code api-key}. */
    String type();

    /** The fields that are kept sealed, in the contract's words. */
    List<String> secretFields();

    /** The header that carries the credential: nobody else may set it, and no answer may bring it back. */
    default Optional<String> header() {
        return Optional.of("Authorization");
    }

    /** The query parameter that carries the credential: no path may name it. */
    default Optional<String> queryParameter() {
        return Optional.empty();
    }

    /** The target asks for nothing. */
    record None() implements Auth {
        @Override
        public String type() {
            return "none";
        }

        @Override
        public List<String> secretFields() {
            return List.of();
        }

        @Override
        public Optional<String> header() {
            return Optional.empty();
        }
    }

    /** RFC 7617, in UTF-8. */
    record Basic(String username) implements Auth {
        @Override
        public String type() {
            return "basic";
        }

        @Override
        public List<String> secretFields() {
            return List.of("password");
        }
    }

    /**
     * A token in {@code Authorization}.
     *
     * @param prefix the text before it; may be empty
     */
    record Token(String prefix) implements Auth {
        @Override
        public String type() {
            return "token";
        }

        @Override
        public List<String> secretFields() {
            return List.of("value");
        }
    }

    /**
     * A key in a header or query parameter of the target's choice.
     *
     * @param in {@code header} or {@code query}
     */
    record ApiKey(String in, String name) implements Auth {
        @Override
        public String type() {
            return "api-key";
        }

        @Override
        public List<String> secretFields() {
            return List.of("value");
        }

        @Override
        public Optional<String> header() {
            return in.equals("header") ? Optional.of(name) : Optional.empty();
        }

        @Override
        public Optional<String> queryParameter() {
            return in.equals("query") ? Optional.of(name) : Optional.empty();
        }
    }
}
