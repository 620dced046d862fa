package dev.appconnector.egress.address;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One entry of {@code appconnector.egress.allow}: what private addresses the operator lets connectors name. Immutable.
 *
 * @param range the addresses; empty where a host name is allowed instead
 * @param hostName in lower case; empty where addresses are allowed
 * @param port the only port, or {@link #ANY_PORT}
 */
record Allowance(Optional<AddressRange> range, String hostName, int port) {

    static final int ANY_PORT = 0;

    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");

    /**
     * Reads {@code 10.1.2.3:8080}, {@code 10.1.0.0/16}, {@code [fd00::1]:8080}, {@code fd00::/64},
     * {@code crm.corp.example:8443} and the like.
     *
     * @throws IllegalArgumentException saying what is wrong with the entry and what is right, to be read after the entry
     */
    static Allowance parse(String entry) {
        int colon = entry.lastIndexOf(':');
        boolean bracketed = entry.startsWith("[");
        boolean hasPort = bracketed ? colon > entry.lastIndexOf(']') : colon >= 0 && colon == entry.indexOf(':');
        int port = hasPort ? port(entry.substring(colon + 1)) : ANY_PORT;
        String subject = hasPort ? entry.substring(0, colon) : entry;
        if (bracketed) {
            return new Allowance(Optional.of(range(withoutBrackets(subject))), "", port);
        }
        if (subject.contains("/") || AddressLiteral.parse(subject).isPresent()) {
            return new Allowance(Optional.of(range(subject)), "", port);
        }
        return new Allowance(Optional.empty(), hostName(subject), port);
    }

    private static int port(String text) {
        if (!PORT.matcher(text).matches() || Integer.parseInt(text) > 65535) {
            throw new IllegalArgumentException("has no valid port: use 1 to 65535, or none for every port.");
        }
        return Integer.parseInt(text);
    }

    /** Both {@code [fd00::/64]} and {@code [fd00::]/64} are read. */
    private static String withoutBrackets(String text) {
        int close = text.indexOf(']');
        String inner = close < 0 ? "" : text.substring(1, close);
        String rest = close < 0 ? "" : text.substring(close + 1);
        if (!inner.contains(":") || !rest.isEmpty() && !rest.startsWith("/")) {
            throw new IllegalArgumentException("is malformed: write an IPv6 address with a port as [fd00::1]:8080.");
        }
        return inner + rest;
    }

    private static AddressRange range(String text) {
        AddressRange range = SpecialAddresses.judged(AddressRange.of(text));
        if (SpecialAddresses.holdsIpv4(range)) {
            throw new IllegalArgumentException("is judged as the IPv4 addresses inside: write their range instead.");
        }
        if (SpecialAddresses.canNeverBeAllowed(range)) {
            throw new IllegalArgumentException("can never be allowed, it is a metadata service or no destination:"
                    + " remove it, or name what the connectors need.");
        }
        return range;
    }

    private static String hostName(String text) {
        if (!HostName.isOne(text) || HostName.endsInANumber(text)) {
            throw new IllegalArgumentException("is malformed: write an address as 10.1.2.3, a CIDR as 10.1.0.0/16 or an"
                    + " exact host name as crm.corp.example, each with an optional port as in 10.1.2.3:8080.");
        }
        return text.toLowerCase(Locale.ROOT);
    }

    boolean covers(byte[] address, int atPort) {
        return fits(atPort) && range.isPresent() && range.get().contains(address);
    }

    boolean names(String host, int atPort) {
        return fits(atPort) && range.isEmpty() && hostName.equals(host);
    }

    private boolean fits(int atPort) {
        return port == ANY_PORT || port == atPort;
    }
}
