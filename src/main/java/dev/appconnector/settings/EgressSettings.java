package dev.appconnector.settings;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * What connectors may reach beyond public https.
 *
 * @param allow private addresses, CIDRs and exact host names, each with an optional port
 * @param deny addresses and CIDRs that no connector may reach
 * @param plainHttp {@code false}, {@code private} or {@code true}
 * @param proxy the HTTP proxy that all calls go by, not looked up yet
 */
public record EgressSettings(
        List<String> allow, List<String> deny, String plainHttp, Optional<InetSocketAddress> proxy) {
    public EgressSettings {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
    }
}
