package dev.appconnector.web;

import dev.appconnector.egress.address.AddressLiteral;
import dev.appconnector.egress.address.HostName;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page comes from, in the one form in which browsers say so. Immutable.
 *
 * @param scheme {@code http} or {@code https}
 * @param authority the host in lower case, with the port where it is not the scheme's own
 */
public record Origin(String scheme, String authority) {

    private static final Pattern FORM =
            Pattern.compile("(?<scheme>https?)://(?<host>[a-z0-9.-]+|\\[[0-9a-f:.]+])(:(?<port>[1-9][0-9]{0,4}))?");
    private static final int HIGHEST_PORT = 65_535;

    /** What is right, to be read after what is not. */
    public static final String RIGHT =
            "write scheme://host or scheme://host:port as browsers do: http or https, in lower"
                    + " case, without path, wildcard or the scheme's own port.";

    /** The origin; empty where this is none, or not in that form. */
    public static Optional<Origin> parse(String text) {
        Matcher origin = FORM.matcher(text);
        if (!origin.matches() || !isHost(origin.group("host"))) {
            return Optional.empty();
        }
        String scheme = origin.group("scheme");
        String port = origin.group("port");
        if (port != null && (Integer.parseInt(port) > HIGHEST_PORT || port.equals(portOf(scheme)))) {
            return Optional.empty();
        }
        return Optional.of(new Origin(scheme, origin.group("host") + (port == null ? "" : ":" + port)));
    }

    private static boolean isHost(String host) {
        if (host.startsWith("[")) {
            return AddressLiteral.parse(host)
                    .filter(literal -> host.equals("[" + literal + "]"))
                    .isPresent();
        }
        return HostName.isOne(host)
                && (!HostName.endsInANumber(host) || AddressLiteral.parse(host).isPresent());
    }

    private static String portOf(String scheme) {
        return scheme.equals("https") ? "443" : "80";
    }

    /** @param host as a {@code Host} header has it */
    public boolean isAt(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        String ownPort = ":" + portOf(scheme);
        return authority.equals(
                lower.endsWith(ownPort) ? lower.substring(0, lower.length() - ownPort.length()) : lower);
    }

    @Override
    public String toString() {
        return scheme + "://" + authority;
    }
}
