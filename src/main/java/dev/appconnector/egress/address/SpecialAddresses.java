package dev.appconnector.egress.address;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The address table: which addresses are a metadata service, never a destination, or private. Java's own tests, such as
 * {@code InetAddress.isSiteLocalAddress()}, miss half of it.
 */
final class SpecialAddresses {

    private static final List<AddressRange> METADATA = ranges(
            "169.254.169.254", // AWS, Azure, Google and most others
            "169.254.170.2", // AWS ECS
            "169.254.170.23", // AWS EKS
            "100.100.100.200", // Alibaba
            "168.63.129.16", // Azure WireServer
            "192.0.0.192", // Oracle
            "fd00:ec2::254", // AWS
            "fd00:ec2::23", // AWS EKS
            "fd20:ce::254"); // Google

    private static final List<AddressRange> NEVER_A_DESTINATION = ranges(
            "0.0.0.0/8", // this network
            "224.0.0.0/4", // multicast
            "255.255.255.255", // broadcast
            "::/96", // unspecified, and IPv4-compatible
            "ff00::/8", // multicast
            "2002::/16", // 6to4: holds an IPv4 address
            "2001::/32"); // Teredo: holds an IPv4 address

    private static final List<AddressRange> PRIVATE = ranges(
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "240.0.0.0/4",
            "::1",
            "64:ff9b:1::/48",
            "100::/64",
            "2001::/23",
            "2001:db8::/32",
            "3fff::/20",
            "5f00::/16",
            "fc00::/7",
            "fe80::/10",
            "fec0::/10");

    private static final List<AddressRange> HOLD_IPV4 = ranges("::ffff:0:0/96", "64:ff9b::/96");

    private static final byte[] LOOPBACK =
            AddressLiteral.parse("::1").orElseThrow().bytes();

    private SpecialAddresses() {}

    private static List<AddressRange> ranges(String... texts) {
        return Stream.of(texts).map(AddressRange::of).toList();
    }

    /** The address that decides: the IPv4 one inside an IPv4-mapped or a NAT64 address, else the address itself. */
    static byte[] judged(byte[] address) {
        return anyContains(HOLD_IPV4, address) ? Arrays.copyOfRange(address, 12, 16) : address;
    }

    /** The same for a range, unless it spans every IPv4 address: that is left, since few who write it mean it. */
    static AddressRange judged(AddressRange range) {
        AddressRange judged = range;
        for (AddressRange holder : HOLD_IPV4) {
            judged = judged.inside(holder);
        }
        return judged;
    }

    static boolean holdsIpv4(AddressRange range) {
        return HOLD_IPV4.stream().anyMatch(range::isWithin);
    }

    static boolean isMetadata(byte[] address) {
        return anyContains(METADATA, address);
    }

    static boolean isNeverADestination(byte[] address) {
        return anyContains(NEVER_A_DESTINATION, address) && !Arrays.equals(address, LOOPBACK);
    }

    static boolean isPrivate(byte[] address) {
        return anyContains(PRIVATE, address);
    }

    /** Whether no address of the range can ever be allowed. */
    static boolean canNeverBeAllowed(AddressRange range) {
        return METADATA.stream().anyMatch(range::isWithin)
                || NEVER_A_DESTINATION.stream().anyMatch(range::isWithin) && !range.contains(LOOPBACK);
    }

    private static boolean anyContains(List<AddressRange> ranges, byte[] address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }
}
