package dev.appconnector.egress.address;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * The addresses that share a prefix, compared bit by bit; IPv4 and IPv6 never meet. Immutable.
 */
public final class AddressRange {

    private static final Pattern LENGTH = Pattern.compile("0|[1-9][0-9]{0,2}");

    private final byte[] first;
    private final int prefixLength;

    private AddressRange(byte[] first, int prefixLength) {
        this.first = first;
        this.prefixLength = prefixLength;
    }

    /**
     * Reads an address or a CIDR.
     *
     * @throws IllegalArgumentException saying what is wrong with the text and what is right, to be read after the text
     */
    public static AddressRange of(String text) {
        int slash = text.indexOf('/');
        byte[] address = AddressLiteral.parse(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(() -> new IllegalArgumentException(
                        "is no address: write one as 10.1.2.3 or fd00::1, or a CIDR as 10.1.0.0/16 or fd00::/64."))
                .bytes();
        int longest = address.length * 8;
        int prefixLength = slash < 0 ? longest : prefixLength(text.substring(slash + 1), longest);
        byte[] first = firstOf(address, prefixLength);
        if (!Arrays.equals(first, address)) {
            throw new IllegalArgumentException("has bits set beyond its prefix: write %s/%d, or the address alone."
                    .formatted(AddressLiteral.of(first), prefixLength));
        }
        return new AddressRange(first, prefixLength);
    }

    private static int prefixLength(String text, int longest) {
        if (!LENGTH.matcher(text).matches() || Integer.parseInt(text) > longest) {
            throw new IllegalArgumentException("has no valid prefix length: use /0 to /%d.".formatted(longest));
        }
        return Integer.parseInt(text);
    }

    private static byte[] firstOf(byte[] address, int prefixLength) {
        byte[] first = new byte[address.length];
        for (int bit = 0; bit < prefixLength; bit++) {
            first[bit / 8] |= (byte) (address[bit / 8] & 0x80 >> bit % 8);
        }
        return first;
    }

    public boolean contains(AddressLiteral address) {
        return contains(address.bytes());
    }

    boolean contains(byte[] address) {
        return address.length == first.length && Arrays.equals(firstOf(address, prefixLength), first);
    }

    boolean isWithin(AddressRange wider) {
        return prefixLength >= wider.prefixLength && wider.contains(first);
    }

    /** The range of the IPv4 addresses inside, for a part of one that holds IPv4 addresses in its last 32 bits. */
    AddressRange inside(AddressRange holder) {
        return prefixLength > 96 && isWithin(holder)
                ? new AddressRange(Arrays.copyOfRange(first, 12, 16), prefixLength - 96)
                : this;
    }
}
