package dev.appconnector.egress.address;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Decides which addresses may be called: the address table, and what the operator allows and denies. The first that
 * matches decides: metadata service, never a destination, denied by the operator, allowed by the operator, private,
 * public. An IPv4-mapped or NAT64 address is judged as the IPv4 address inside. Immutable and thread-safe; it asks no
 * name service.
 */
public final class AddressPolicy {

    /** What became of an address, and why. */
    public enum Decision {
        ALLOWED,
        /** A cloud's metadata service; nobody can allow it. */
        METADATA,
        /** No server answers there, or it hides another address; nobody can allow it. */
        NEVER_A_DESTINATION,
        /** {@code appconnector.egress.deny} lists it. */
        OPERATOR_DENIED,
        /** Private or special, and not in {@code appconnector.egress.allow}. */
        PRIVATE;

        public boolean allowed() {
            return this == ALLOWED;
        }
    }

    private static final byte[] NO_ADDRESS = {};
    private static final List<byte[]> LOCALHOST = Stream.of("127.0.0.1", "::1")
            .map(text -> AddressLiteral.parse(text).orElseThrow().bytes())
            .toList();

    private final List<Allowance> allowances;
    private final List<AddressRange> denied;

    private AddressPolicy(List<Allowance> allowances, List<AddressRange> denied) {
        this.allowances = allowances;
        this.denied = denied;
    }

    /**
     * The policy of an operator.
     *
     * @param allow addresses, CIDRs and exact host names, each with an optional port
     * @param deny addresses and CIDRs
     * @throws IllegalArgumentException with every fault of {@link #faultsOf}, one a line
     */
    public static AddressPolicy of(List<String> allow, List<String> deny) {
        List<String> faults = faultsOf(allow, deny);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", faults));
        }
        return new AddressPolicy(
                allow.stream().map(Allowance::parse).toList(),
                deny.stream().map(AddressPolicy::denial).toList());
    }

    /** What is wrong with the two settings: one sentence an entry, with setting, entry and what is right. */
    public static List<String> faultsOf(List<String> allow, List<String> deny) {
        List<String> faults = new ArrayList<>();
        allow.forEach(entry -> addFault(faults, "appconnector.egress.allow", entry, Allowance::parse));
        deny.forEach(entry -> addFault(faults, "appconnector.egress.deny", entry, AddressPolicy::denial));
        return List.copyOf(faults);
    }

    private static void addFault(List<String> faults, String setting, String entry, Consumer<String> reader) {
        try {
            reader.accept(entry);
        } catch (IllegalArgumentException e) {
            faults.add("%s: \"%s\" %s".formatted(setting, entry, e.getMessage()));
        }
    }

    private static AddressRange denial(String entry) {
        return SpecialAddresses.judged(AddressRange.of(entry));
    }

    /**
     * Judges an address that is about to be dialled.
     *
     * @param host the name that was looked up, or the literal; the operator may allow a name's private addresses
     */
    public Decision judge(InetAddress address, int port, String host) {
        return judge(address.getAddress(), port, host);
    }

    /**
     * Judges all answers of one look-up: the first that is denied decides, since any of them may be dialled.
     *
     * @throws IllegalArgumentException where there is no answer: there is nothing to decide
     */
    public Decision judgeAll(InetAddress[] answers, int port, String host) {
        if (answers.length == 0) {
            throw new IllegalArgumentException("A look-up without answers cannot be judged.");
        }
        return Stream.of(answers)
                .map(answer -> judge(answer, port, host))
                .filter(decision -> !decision.allowed())
                .findFirst()
                .orElse(Decision.ALLOWED);
    }

    /**
     * Judges a domain before it is stored, without a look-up: an address literal as itself, {@code localhost} as the
     * better of its two addresses, any other name as allowed until it is looked up.
     */
    public Decision judgeDefinition(String canonicalHost, int port) {
        List<Decision> decisions = known(canonicalHost).stream()
                .map(address -> judge(address, port, canonicalHost))
                .toList();
        return decisions.isEmpty() || decisions.contains(Decision.ALLOWED) ? Decision.ALLOWED : decisions.get(0);
    }

    /** Whether the operator's allow list covers this host name or literal; {@code localhost} also by its addresses. */
    public boolean operatorNames(String host, int port) {
        String name = host.toLowerCase(Locale.ROOT);
        return isAllowed(NO_ADDRESS, port, name)
                || known(name).stream().anyMatch(address -> isAllowed(SpecialAddresses.judged(address), port, name));
    }

    private Decision judge(byte[] dialled, int port, String host) {
        byte[] address = SpecialAddresses.judged(dialled);
        if (SpecialAddresses.isMetadata(address)) {
            return Decision.METADATA;
        }
        if (SpecialAddresses.isNeverADestination(address)) {
            return Decision.NEVER_A_DESTINATION;
        }
        if (denied.stream().anyMatch(range -> range.contains(address) || range.contains(dialled))) {
            return Decision.OPERATOR_DENIED;
        }
        if (isAllowed(address, port, host.toLowerCase(Locale.ROOT))) {
            return Decision.ALLOWED;
        }
        return SpecialAddresses.isPrivate(address) ? Decision.PRIVATE : Decision.ALLOWED;
    }

    private boolean isAllowed(byte[] address, int port, String name) {
        return allowances.stream()
                .anyMatch(allowance -> allowance.covers(address, port) || allowance.names(name, port));
    }

    /** The addresses of a host that needs no look-up: none for an ordinary name. */
    private static List<byte[]> known(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return LOCALHOST;
        }
        return AddressLiteral.parse(host).map(AddressLiteral::bytes).stream().toList();
    }
}
