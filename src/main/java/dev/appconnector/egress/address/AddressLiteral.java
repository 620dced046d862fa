package dev.appconnector.egress.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An IP address as it is written in a domain or a setting, told from a host name without asking any name service.
 * IPv4 is four decimals without leading zeros, IPv6 any form of RFC 4291 without a zone. Immutable.
 */
public final class AddressLiteral {

    private static final int LONGEST = "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255".length();
    private static final Pattern DECIMAL = Pattern.compile("0|[1-9][0-9]{0,2}");
    private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
    private static final byte[] NOTHING = {};

    private final byte[] bytes;

    private AddressLiteral(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The address, or empty where the text is none. IPv6 may stand in brackets. */
    public static Optional<AddressLiteral> parse(String text) {
        if (text.startsWith("[") && text.endsWith("]")) {
            return ipv6(text.substring(1, text.length() - 1)).map(AddressLiteral::new);
        }
        return (text.contains(":") ? ipv6(text) : ipv4(text)).map(AddressLiteral::new);
    }

    /** The literal of 4 or 16 bytes. */
    static AddressLiteral of(byte[] bytes) {
        return new AddressLiteral(bytes.clone());
    }

    /** The address to dial; Java makes an IPv4 address of an IPv4-mapped one. */
    public InetAddress address() {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("An address has 4 or 16 bytes.", e);
        }
    }

    public boolean isIpv6() {
        return bytes.length == 16;
    }

    /** 4 or 16 bytes, as written: an IPv4-mapped address has 16. */
    byte[] bytes() {
        return bytes.clone();
    }

    private static Optional<byte[]> ipv4(String text) {
        String[] decimals = text.split("\\.", -1);
        if (text.length() > LONGEST || decimals.length != 4) {
            return Optional.empty();
        }
        byte[] address = new byte[4];
        for (int i = 0; i < 4; i++) {
            if (!DECIMAL.matcher(decimals[i]).matches() || Integer.parseInt(decimals[i]) > 255) {
                return Optional.empty();
            }
            address[i] = (byte) Integer.parseInt(decimals[i]);
        }
        return Optional.of(address);
    }

    private static Optional<byte[]> ipv6(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true).filter(address -> address.length == 16);
        }
        Optional<byte[]> head = groups(text.substring(0, gap), false);
        Optional<byte[]> tail = groups(text.substring(gap + 2), true);
        if (head.isEmpty() || tail.isEmpty() || head.get().length + tail.get().length > 14) {
            return Optional.empty();
        }
        byte[] address = Arrays.copyOf(head.get(), 16);
        System.arraycopy(tail.get(), 0, address, 16 - tail.get().length, tail.get().length);
        return Optional.of(address);
    }

    /** The bytes of groups parted by single colons; the last may be an IPv4 address where the whole address ends. */
    private static Optional<byte[]> groups(String text, boolean endsTheAddress) {
        if (text.isEmpty()) {
            return Optional.of(NOTHING);
        }
        byte[] bytes = NOTHING;
        String[] groups = text.split(":", -1);
        for (int i = 0; i < groups.length; i++) {
            boolean last = endsTheAddress && i == groups.length - 1;
            Optional<byte[]> group = last && groups[i].contains(".") ? ipv4(groups[i]) : hexadecimal(groups[i]);
            if (group.isEmpty()) {
                return Optional.empty();
            }
            int length = bytes.length;
            bytes = Arrays.copyOf(bytes, length + group.get().length);
            System.arraycopy(group.get(), 0, bytes, length, group.get().length);
        }
        return Optional.of(bytes);
    }

    private static Optional<byte[]> hexadecimal(String group) {
        if (!GROUP.matcher(group).matches()) {
            return Optional.empty();
        }
        int value = Integer.parseInt(group, 16);
        return Optional.of(new byte[] {(byte) (value >> 8), (byte) value});
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressLiteral that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The one canonical text: dotted decimal, or as RFC 5952 has it, in lower case, without brackets. */
    @Override
    public String toString() {
        return isIpv6() ? ipv6Text() : decimalText();
    }

    private String decimalText() {
        return "%d.%d.%d.%d".formatted(bytes[0] & 0xff, bytes[1] & 0xff, bytes[2] & 0xff, bytes[3] & 0xff);
    }

    private String ipv6Text() {
        int gap = -1;
        int longest = 1;
        for (int i = 0; i < 8; i++) {
            int zeros = zerosFrom(i);
            if (zeros > longest) {
                gap = i;
                longest = zeros;
            }
        }
        return gap < 0 ? groupsText(0, 8) : groupsText(0, gap) + "::" + groupsText(gap + longest, 8);
    }

    private String groupsText(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(index -> Integer.toHexString(group(index)))
                .collect(Collectors.joining(":"));
    }

    private int zerosFrom(int first) {
        int end = first;
        while (end < 8 && group(end) == 0) {
            end++;
        }
        return end - first;
    }

    private int group(int index) {
        return (bytes[2 * index] & 0xff) << 8 | bytes[2 * index + 1] & 0xff;
    }
}
