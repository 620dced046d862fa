package dev.appconnector.operations;

import java.util.List;

/**
 * What connectors may reach beyond public https.
 *
 * @param allow private addresses, CIDRs and exact host names, each with an optional port
 * @param deny addresses and CIDRs that no connector may reach
 * @param plainHttp {@code false}, {@code private} or {@code true}
 */
public record EgressSettings(List<String> allow, List<String> deny, String plainHttp) {
    public EgressSettings {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
    }
}
