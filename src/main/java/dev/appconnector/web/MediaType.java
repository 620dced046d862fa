package dev.appconnector.web;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Set;

/**
 * What a {@code Content-Type} says, as far as it matters here: the type and the charset.
 *
 * @param essence such as {@code text/plain}, in lower case; empty where none was given
 * @param charset the charset's name as it was written, or null
 */
public record MediaType(String essence, String charset) {

    private static final Set<String> TEXTUAL = Set.of(
            "application/xml",
            "application/javascript",
            "application/ecmascript",
            "application/x-javascript",
            "application/x-www-form-urlencoded",
            "application/x-ndjson",
            "application/ndjson",
            "application/json-seq",
            "application/yaml",
            "application/x-yaml",
            "application/graphql",
            "application/sql");

    /** Reads a header's value; null and nonsense become a type that is neither JSON nor textual. */
    public static MediaType parse(String contentType) {
        if (contentType == null) {
            return new MediaType("", null);
        }
        int semicolon = contentType.indexOf(';');
        String essence = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
        String charset = semicolon < 0 ? null : parameter(contentType, semicolon, "charset");
        return new MediaType(essence.strip().toLowerCase(Locale.ROOT), charset);
    }

    public boolean isJson() {
        return essence.equals("application/json") || essence.equals("text/json") || essence.endsWith("+json");
    }

    /** Whether people read it: text, XML, scripts, forms, JSON and what is like them. */
    public boolean isTextual() {
        return essence.startsWith("text/")
                || isJson()
                || essence.endsWith("+xml")
                || essence.endsWith("+yaml")
                || TEXTUAL.contains(essence);
    }

    /** The named charset, the given one where none is named, or null where its name is unknown. */
    public Charset charsetOr(Charset other) {
        if (charset == null) {
            return other;
        }
        try {
            return Charset.forName(charset);
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }

    /** The first parameter of this name; a quoted value may hold semicolons and escaped characters. */
    private static String parameter(String text, int from, String wanted) {
        int at = from;
        while (at < text.length()) {
            int end = endOfParameter(text, at + 1);
            String parameter = text.substring(at + 1, end);
            int equals = parameter.indexOf('=');
            if (equals > 0 && parameter.substring(0, equals).strip().equalsIgnoreCase(wanted)) {
                return unquoted(parameter.substring(equals + 1).strip());
            }
            at = end;
        }
        return null;
    }

    private static int endOfParameter(String text, int from) {
        boolean quoted = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ';' && !quoted) {
                return i;
            }
        }
        return text.length();
    }

    private static String unquoted(String value) {
        if (value.length() < 2 || value.charAt(0) != '"' || value.charAt(value.length() - 1) != '"') {
            return value;
        }
        return value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1");
    }
}
