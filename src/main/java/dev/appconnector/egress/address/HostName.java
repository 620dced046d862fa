package dev.appconnector.egress.address;

import java.util.regex.Pattern;

/**
 * What a host name may look like: labels of letters, digits and inner hyphens, 1-63 characters each, 253 in all, without
 * a trailing dot. Internationalised names are written as {@code xn--}.
 */
public final class HostName {

    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0[xX][0-9A-Fa-f]*");

    private HostName() {}

    public static boolean isOne(String text) {
        if (text.length() > 253) {
            return false;
        }
        for (String label : text.split("\\.", -1)) {
            if (!LABEL.matcher(label).matches()) {
                return false;
            }
        }
        return true;
    }

    /** Whether resolvers may read the text as an IPv4 address, such as {@code 127.1} or {@code 0x7f000001}. */
    public static boolean endsInANumber(String text) {
        return NUMBER.matcher(text.substring(text.lastIndexOf('.') + 1)).matches();
    }
}
