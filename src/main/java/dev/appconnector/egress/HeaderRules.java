package dev.appconnector.egress;

import dev.appconnector.problem.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which headers may go to a target and come back from it: rules H1 to H6, X1 and X3, and D11 for what a connector
 * stores. What is wrong with a header is told without its value.
 */
public final class HeaderRules {

    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_VALUE = 8192;
    private static final int MOST_HEADERS = 64;
    private static final int MOST_CHARACTERS = 32 * 1024;

    private HeaderRules() {}

    /** How names are compared: in lower case, and with {@code _} read as {@code -}, as CGI-style targets do. */
    public static String normalise(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Gives back a caller's headers as they are, or refuses them all.
     *
     * @param reservedNames what the connector sets itself, normalised: its credential header and its stored headers
     * @throws Problem {@code header-refused}, which points at the first header to blame
     */
    public static List<HeaderField> checkRequest(List<HeaderField> headers, Set<String> reservedNames) {
        if (headers.isEmpty()) {
            return List.of();
        }
        whyTooMuch(headers.size(), characters(headers)).ifPresent(reason -> {
            throw refused("/headers", reason);
        });
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < headers.size(); i++) {
            HeaderField header = headers.get(i);
            String name = normalise(header.name());
            Optional<String> flaw = whyRefused(header.name(), header.value())
                    .or(() -> reservedNames.contains(name) ? whyDenied() : Optional.empty())
                    .or(() -> seen.add(name)
                            ? Optional.empty()
                            : Flaw.of(
                                    "H4",
                                    "its name, read without case and with _ as -, was there before. Send it once."));
            if (flaw.isPresent()) {
                throw refused(pointer(header.name()), "Header " + (i + 1) + ", " + flaw.get());
            }
        }
        return List.copyOf(headers);
    }

    /** Why a connector may not store this header (rule D11), or empty if it may. */
    public static Optional<String> whyNotAStoredHeader(String name, String value) {
        return whyRefused(name, value);
    }

    /**
     * Why a connector may not store so many headers together, each of them right by itself; or empty if it may.
     *
     * @param characters of all their names and values, the secret ones too
     */
    public static Optional<String> whyNotStoredTogether(int headers, long characters) {
        return whyTooMuch(headers, characters);
    }

    /** Why a connector's API key may not travel in this header (rule D11), or empty if it may. */
    public static Optional<String> whyNotAnApiKeyHeader(String name) {
        return whyNoName(name)
                .or(() -> HeaderNames.DENIED_FOR_API_KEY.contains(normalise(name))
                        ? Flaw.of("D11", "a header of this name cannot carry an API key. Choose another name.")
                        : Optional.empty());
    }

    /**
     * What a caller gets to see of an answer's headers: all but those of rule X1, in their order, with lower-case names.
     *
     * @param credentialHeaderNames normalised
     */
    public static List<HeaderField> filterResponse(List<HeaderField> headers, Set<String> credentialHeaderNames) {
        Set<String> ofThisHop = namesOfThisHop(headers);
        List<HeaderField> passed = new ArrayList<>(headers.size());
        for (HeaderField header : headers) {
            String name = normalise(header.name());
            if (isToken(header.name())
                    && !HeaderNames.DENIED_IN_RESPONSE.contains(name)
                    && !ofThisHop.contains(name)
                    && !credentialHeaderNames.contains(name)) {
                passed.add(new HeaderField(header.name().toLowerCase(Locale.ROOT), header.value()));
            }
        }
        return passed;
    }

    private static Set<String> namesOfThisHop(List<HeaderField> headers) {
        Set<String> names = Set.of();
        for (HeaderField header : headers) {
            if (header.name().equalsIgnoreCase("connection")) {
                names = new HashSet<>(names);
                for (String name : header.value().split(",")) {
                    names.add(normalise(name.strip()));
                }
            }
        }
        return names;
    }

    private static Optional<String> whyRefused(String name, String value) {
        return whyNoName(name)
                .or(() -> HeaderNames.DENIED_IN_REQUEST.contains(normalise(name)) ? whyDenied() : Optional.empty())
                .or(() -> whyNoValue(value));
    }

    private static Optional<String> whyNoName(String name) {
        return isToken(name) && name.length() <= LONGEST_NAME
                ? Optional.empty()
                : Flaw.of("H1", "its name is not an ASCII token of 1 to 128 characters. Correct the name.");
    }

    /** Says the same of every name, so that it does not tell what a connector stores. */
    private static Optional<String> whyDenied() {
        return Flaw.of("H2", "its name is not for this request to set. Leave it out.");
    }

    private static Optional<String> whyNoValue(String value) {
        if (value.length() > LONGEST_VALUE) {
            return Flaw.of("H5", "its value is longer than 8192 characters. Shorten it.");
        }
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            if (character != '\t' && (character < ' ' || character > '~')) {
                return Flaw.of(
                        "H3",
                        "character " + (i + 1) + " of its value is not visible ASCII, space or tab. Leave it out.");
            }
        }
        return Optional.empty();
    }

    private static long characters(List<HeaderField> headers) {
        long characters = 0;
        for (HeaderField header : headers) {
            characters += header.name().length() + header.value().length();
        }
        return characters;
    }

    private static Optional<String> whyTooMuch(int headers, long characters) {
        if (headers > MOST_HEADERS) {
            return Flaw.of("H5", "there are more than 64 headers. Send fewer.");
        }
        return characters <= MOST_CHARACTERS
                ? Optional.empty()
                : Flaw.of("H5", "the headers' names and values have more than 32768 characters. Send less.");
    }

    private static boolean isToken(String name) {
        return !name.isEmpty() && name.chars().allMatch(HeaderRules::isTokenCharacter);
    }

    private static boolean isTokenCharacter(int character) {
        return character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9'
                || "!#$%&'*+-.^_`|~".indexOf(character) >= 0;
    }

    private static String pointer(String name) {
        return whyNoName(name).isPresent() ? "/headers" : "/headers/" + name.replace("~", "~0");
    }

    private static Problem refused(String pointer, String reason) {
        return new Problem(Problem.Type.HEADER_REFUSED, reason, List.of(new Problem.FieldError(pointer, reason)));
    }
}
