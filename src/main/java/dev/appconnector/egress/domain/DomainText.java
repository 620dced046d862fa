package dev.appconnector.egress.domain;

import static dev.appconnector.egress.domain.Domain.broken;

import dev.appconnector.egress.address.AddressLiteral;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Takes the text of a domain apart by hand: URL parsers repair what must be refused. What the parts may be is for
 * {@link Domain} to say.
 */
final class DomainText {

    private static final int LONGEST = 2048;
    private static final Pattern PRINTABLE = Pattern.compile("[!-~]*");
    private static final Pattern NOT_A_ROOT = Pattern.compile(".*[?#\\\\].*");
    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");

    private DomainText() {}

    /** The domain in its canonical form (D9); an {@link IllegalArgumentException} names the rule that is broken. */
    static Domain read(String text) {
        checkCharacters(text);
        int schemeEnd = text.indexOf("://");
        if (schemeEnd < 0) {
            throw broken("D1: write https:// and a host.");
        }
        String scheme = text.substring(0, schemeEnd).toLowerCase(Locale.ROOT);
        String rest = text.substring(schemeEnd + 3);
        int slash = rest.indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        String path = slash < 0 ? "" : rest.substring(slash);
        if (authority.contains("@")) {
            throw broken("D3: leave out user and password; the credential has its own fields.");
        }
        int hostEnd = authority.indexOf(':', authority.startsWith("[") ? authority.indexOf(']') + 1 : 0);
        String host = hostEnd < 0 ? authority : authority.substring(0, hostEnd);
        int port = hostEnd < 0 ? Domain.defaultPort(scheme) : port(authority.substring(hostEnd + 1));
        String prefix = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return new Domain(scheme, canonicalHost(host), port, prefix);
    }

    private static void checkCharacters(String text) {
        if (text == null || text.isEmpty()) {
            throw broken("D1: a domain is needed, such as https://api.example.com.");
        }
        if (text.length() > LONGEST || !PRINTABLE.matcher(text).matches()) {
            throw broken("D2: use at most %d printable ASCII characters, without spaces.".formatted(LONGEST));
        }
        if (NOT_A_ROOT.matcher(text).matches()) {
            throw broken("D3: leave out query, fragment and backslash.");
        }
    }

    private static int port(String text) {
        if (!PORT.matcher(text).matches()) {
            throw broken("D6: write the port in plain digits, from 1 to 65535, or leave out the colon.");
        }
        return Integer.parseInt(text);
    }

    /** IPv6 loses its brackets and must have had them; what is no address is left for {@link Domain} to judge. */
    private static String canonicalHost(String host) {
        boolean bracketed = host.startsWith("[");
        return AddressLiteral.parse(host)
                .filter(address -> address.isIpv6() == bracketed)
                .map(AddressLiteral::toString)
                .orElse(host.toLowerCase(Locale.ROOT));
    }
}
