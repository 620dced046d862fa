package dev.appconnector.web;

import dev.appconnector.egress.address.AddressLiteral;
import dev.appconnector.egress.address.AddressRange;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The proxies in front of us that the operator believes: what they say of a request in {@code X-Forwarded-*} counts, and from
 * anyone else those headers are noise. Immutable.
 */
public final class TrustedProxies {

    private final List<AddressRange> ranges;

    private TrustedProxies(List<AddressRange> ranges) {
        this.ranges = List.copyOf(ranges);
    }

    /**
     * @param entries addresses and CIDRs
     * @throws IllegalArgumentException where {@link #faultOf} tells of one
     */
    public static TrustedProxies of(List<String> entries) {
        return new TrustedProxies(entries.stream().map(AddressRange::of).toList());
    }

    /** What is wrong with the entry and what is right, to be read after it; empty where nothing is. */
    public static Optional<String> faultOf(String entry) {
        try {
            AddressRange.of(entry);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** Whether the caller speaks https, to us or, as all proxies on the way say, to the first of them. */
    public boolean isHttps(HttpServerRequest request) {
        if (request.isSSL()) {
            return true;
        }
        List<String> protocols = forwarded(request, "X-Forwarded-Proto");
        return !protocols.isEmpty() && protocols.stream().allMatch("https"::equalsIgnoreCase);
    }

    /** The host and port that the caller asked for; empty where the request does not say, or says several. */
    public Optional<String> host(HttpServerRequest request) {
        List<String> forwarded = forwarded(request, "X-Forwarded-Host");
        List<String> hosts = forwarded.isEmpty() ? request.headers().getAll("Host") : forwarded;
        return hosts.size() == 1 ? Optional.of(hosts.get(0)) : Optional.empty();
    }

    /**
     * Whoever is behind the last proxy that is believed: an address that nobody could make up who is not one of them. An IPv6
     * address is in its one canonical form.
     */
    public String clientAddress(HttpServerRequest request) {
        String address = peer(request);
        List<String> forwarded = forwarded(request, "X-Forwarded-For");
        for (int i = forwarded.size() - 1; i >= 0 && isTrusted(address); i--) {
            Optional<AddressLiteral> before = literal(forwarded.get(i));
            if (before.isEmpty()) {
                break;
            }
            address = before.get().toString();
        }
        return address;
    }

    private static String peer(HttpServerRequest request) {
        String address = request.remoteAddress().hostAddress();
        return AddressLiteral.parse(address.split("%", 2)[0])
                .map(AddressLiteral::toString)
                .orElse(address);
    }

    /** What is listed under the name, over all its lines; nothing where the peer is no proxy that is believed. */
    private List<String> forwarded(HttpServerRequest request, String name) {
        if (ranges.isEmpty() || !request.headers().contains(name) || !isTrusted(peer(request))) {
            return List.of();
        }
        return request.headers().getAll(name).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .toList();
    }

    private boolean isTrusted(String address) {
        return AddressLiteral.parse(address)
                .filter(literal -> ranges.stream().anyMatch(range -> range.contains(literal)))
                .isPresent();
    }

    /** Some proxies add the port: {@code 192.0.2.1:4711}, {@code [2001:db8::1]:4711}. */
    private static Optional<AddressLiteral> literal(String text) {
        Optional<AddressLiteral> whole = AddressLiteral.parse(text);
        int colon = text.lastIndexOf(':');
        boolean hasPort = colon > 0 && (text.charAt(colon - 1) == ']' || text.indexOf(':') == colon);
        return whole.isPresent() || !hasPort ? whole : AddressLiteral.parse(text.substring(0, colon));
    }
}
