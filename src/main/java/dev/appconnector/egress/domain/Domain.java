package dev.appconnector.egress.domain;

import dev.appconnector.egress.address.AddressLiteral;
import dev.appconnector.egress.address.AddressPolicy;
import dev.appconnector.egress.address.HostName;
import dev.appconnector.egress.address.PlainHttp;
import dev.appconnector.problem.Problem;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The root URL of a remote API, whose origin alone may see the credential. Always canonical, so that two domains are of
 * one origin exactly where {@link #origin()} is equal. Immutable.
 *
 * @param scheme {@code http} or {@code https}
 * @param host a name in lower case, or a canonical address literal, IPv6 without brackets
 * @param port the effective one, also where the text names none
 * @param prefix what every path begins with: empty, or with a leading and without a trailing slash
 */
public record Domain(String scheme, String host, int port, String prefix) {

    private static final Pattern PREFIX_CHARACTERS = Pattern.compile("[A-Za-z0-9._~!$&'()*+,=:@/-]*");
    private static final Pattern DOTS = Pattern.compile("\\.+");

    /** Checks the rules D1, D4-D6 and D8; an {@link IllegalArgumentException} says which is broken and what to do. */
    public Domain {
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw broken("D1: write https:// and a host.");
        }
        checkHost(host);
        if (port < 1 || port > 65535 || BadPorts.contains(port)) {
            throw broken("D6: use a port from 1 to 65535 that is not on the bad port list of WHATWG Fetch.");
        }
        checkPrefix(prefix);
    }

    private static void checkHost(String host) {
        boolean literal = AddressLiteral.parse(host)
                .filter(address -> address.toString().equals(host))
                .isPresent();
        if (literal) {
            return;
        }
        if (HostName.endsInANumber(host)) {
            throw broken("D5: write an IPv4 address as four decimal numbers, such as 192.0.2.1.");
        }
        if (!HostName.isOne(host) || !host.equals(host.toLowerCase(Locale.ROOT))) {
            throw broken("D4: use a host name of letters, digits, hyphens and dots, an IPv4 address, or an IPv6 address"
                    + " in brackets without a zone; write an internationalised name as xn--.");
        }
    }

    private static void checkPrefix(String prefix) {
        if (!PREFIX_CHARACTERS.matcher(prefix).matches()) {
            throw broken("D8: after the host, use only / and letters, digits and -._~!$&'()*+,=:@.");
        }
        if (!prefix.isEmpty() && !prefix.startsWith("/") || prefix.endsWith("/") || prefix.contains("//")) {
            throw broken("D8: begin the path with one slash, and leave out empty segments.");
        }
        for (String segment : prefix.split("/", -1)) {
            if (DOTS.matcher(segment).matches()) {
                throw broken("D8: leave out path segments that are made of dots.");
            }
        }
    }

    /** The domain of a connector that is about to be stored, by the rules D1-D9. */
    public static Domain parse(String text, AddressPolicy policy, PlainHttp plainHttp) {
        return parse(text, policy, plainHttp, "/domain");
    }

    /**
     * The same for another URL that a credential goes to.
     *
     * @param field the JSON pointer of what holds the text
     * @throws Problem {@code connector-invalid}, with the rule that is broken
     */
    public static Domain parse(String text, AddressPolicy policy, PlainHttp plainHttp, String field) {
        try {
            Domain domain = DomainText.read(text);
            domain.checkDestination(policy, plainHttp);
            return domain;
        } catch (IllegalArgumentException e) {
            throw new Problem(
                    Problem.Type.CONNECTOR_INVALID,
                    e.getMessage(),
                    List.of(new Problem.FieldError(field, e.getMessage())));
        }
    }

    /**
     * A domain that was checked when it was stored: no policy is asked.
     *
     * @throws IllegalArgumentException where the text is not canonical: someone else wrote it
     */
    public static Domain stored(String canonical) {
        Domain domain = DomainText.read(canonical);
        if (!domain.toString().equals(canonical)) {
            throw broken("D9: the stored domain is not canonical: save the connector anew.");
        }
        return domain;
    }

    private void checkDestination(AddressPolicy policy, PlainHttp plainHttp) {
        switch (policy.judgeDefinition(host, port)) {
            case ALLOWED -> {}
            case METADATA, NEVER_A_DESTINATION -> throw broken("D7: this address can never be called: name another.");
            case OPERATOR_DENIED ->
                throw broken("D7: the operator denies this address, with appconnector.egress.deny: name another.");
            case PRIVATE ->
                throw broken(
                        "D7: the address is private: only the operator can allow it, with appconnector.egress.allow.");
        }
        if (scheme.equals("http") && !plainHttp.permits(host, port, policy)) {
            throw broken("D1: use https: plain http needs the operator, with appconnector.egress.plain-http"
                    + (plainHttp == PlainHttp.PRIVATE ? "=true, or this host in appconnector.egress.allow." : "."));
        }
    }

    static IllegalArgumentException broken(String message) {
        return new IllegalArgumentException(message);
    }

    static int defaultPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    /** Scheme, host and port, the port only where it is not the scheme's own. */
    public String origin() {
        return scheme + "://" + authority();
    }

    /** Host and port, as {@code Host} names them: the port only where it is not the scheme's own. */
    public String authority() {
        String written = host.contains(":") ? "[" + host + "]" : host;
        return written + (port == defaultPort(scheme) ? "" : ":" + port);
    }

    /** The canonical text, as it is stored. */
    @Override
    public String toString() {
        return origin() + prefix;
    }
}
