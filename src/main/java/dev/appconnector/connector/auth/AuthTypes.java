package dev.appconnector.connector.auth;

import dev.appconnector.egress.domain.Domain;
import dev.appconnector.problem.Problem.FieldError;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The auth types that there are: a line for each, in the contract's words. */
public final class AuthTypes {

    /** Stands wherever a secret would. */
    static final String MASK = "***";

    private static final List<Type> ALL = List.of(
            new Type("none", NoAuth.class, List.of(), fields -> new NoAuth()),
            new Type("basic", BasicAuth.class, List.of(BasicAuth.PASSWORD), BasicAuth::read),
            new Type("token", TokenAuth.class, List.of(TokenAuth.VALUE), TokenAuth::read),
            new Type("api-key", ApiKeyAuth.class, List.of(ApiKeyAuth.VALUE), ApiKeyAuth::read),
            new Type(
                    "oauth2-client-credentials",
                    OAuth2ClientCredentials.class,
                    OAuth2ClientCredentials.SECRETS,
                    OAuth2ClientCredentials::read),
            new Type("oauth2-password", OAuth2Password.class, OAuth2Password.SECRETS, OAuth2Password::read),
            new Type("oauth2-jwt-bearer", OAuth2JwtBearer.class, OAuth2JwtBearer.SECRETS, OAuth2JwtBearer::read),
            new Type("aws-sigv4", AwsSigV4.class, AwsSigV4.SECRETS, AwsSigV4::read),
            new Type("hmac", HmacAuth.class, List.of(HmacAuth.SECRET), HmacAuth::read));

    private static final Set<String> TEXT_FIELDS = openFields(String.class);

    private static final Set<String> LIST_FIELDS = openFields(List.class);

    private static final Set<String> SECRET_FIELDS =
            ALL.stream().flatMap(type -> type.secretFields.stream()).collect(Collectors.toUnmodifiableSet());

    private AuthTypes() {}

    /**
     * One type.
     *
     * @param secretFields those that are kept sealed
     * @param read makes it of what a caller wrote; always, also where that is at fault
     */
    record Type(String name, Class<? extends Auth> form, List<String> secretFields, Function<AuthFields, Auth> read) {

        private List<String> openFields() {
            return Arrays.stream(form.getRecordComponents())
                    .map(RecordComponent::getName)
                    .toList();
        }
    }

    private static Set<String> openFields(Class<?> kind) {
        return ALL.stream()
                .flatMap(type -> Arrays.stream(type.form.getRecordComponents()))
                .filter(field -> field.getType() == kind)
                .map(RecordComponent::getName)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The names of the open fields of all types that are texts. */
    public static Set<String> textFields() {
        return TEXT_FIELDS;
    }

    /** The names of those that are lists of texts. */
    public static Set<String> listFields() {
        return LIST_FIELDS;
    }

    /** The names of the secret fields of all types. */
    public static Set<String> secretFields() {
        return SECRET_FIELDS;
    }

    /** The names of that one's, each in its place. */
    public static List<String> secretFields(Auth auth) {
        return of(auth).secretFields;
    }

    /** The contract's word for that one's type, such as {@code api-key}. */
    public static String name(Auth auth) {
        return of(auth).name;
    }

    /**
     * The auth of that type; null where there is no such type.
     *
     * @param texts the open fields that were given as a text
     * @param lists those that were given as a list of texts
     * @param secrets the names of the secret fields that were given
     * @param urls makes of a text, and the pointer of its field, a domain that secrets may go to, or throws why not
     * @param faults gets an entry for each field that is wrong
     */
    public static Auth read(
            String name,
            Map<String, String> texts,
            Map<String, List<String>> lists,
            Set<String> secrets,
            BiFunction<String, String, Domain> urls,
            List<FieldError> faults) {
        Type type = ALL.stream().filter(one -> one.name.equals(name)).findAny().orElse(null);
        if (type == null) {
            faults.add(new FieldError("/auth/type", "D12: use " + names() + "."));
            return null;
        }
        Auth auth = type.read.apply(new AuthFields(texts, lists, urls, faults));
        Set<String> others = new HashSet<>(texts.keySet());
        others.addAll(lists.keySet());
        others.addAll(secrets);
        type.openFields().forEach(others::remove);
        type.secretFields.forEach(others::remove);
        others.stream()
                .sorted()
                .forEach(field -> faults.add(
                        new FieldError("/auth/" + field, "An auth of type \"" + name + "\" has no such field.")));
        return auth;
    }

    private static String names() {
        List<String> quoted = ALL.stream().map(type -> '"' + type.name + '"').toList();
        int last = quoted.size() - 1;
        return String.join(", ", quoted.subList(0, last)) + " or " + quoted.get(last);
    }

    static Type of(Auth auth) {
        return ALL.stream().filter(type -> type.form.isInstance(auth)).findAny().orElseThrow();
    }

    static Class<? extends Auth> form(String name) {
        return ALL.stream().filter(type -> type.name.equals(name)).findAny().orElseThrow().form;
    }
}
