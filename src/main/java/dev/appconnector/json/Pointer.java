package dev.appconnector.json;

/**
 * Writes JSON pointers (RFC 6901) that name a place in a request and repeat none of its text: a name that does not look
 * like a field's (1-40 letters, digits and {@code _ . ~ / @ $ : -}) is left out, and the pointer ends at its object.
 */
public final class Pointer {

    private static final int LONGEST_NAME = 40;

    private Pointer() {}

    /** The pointer to a field of the object at {@code parent}, or {@code parent} itself. */
    public static String child(String parent, String name) {
        if (!looksLikeAField(name)) {
            return parent;
        }
        return parent + '/' + name.replace("~", "~0").replace("/", "~1");
    }

    /** The pointer to an element of the list at {@code parent}. */
    public static String child(String parent, int index) {
        return parent + '/' + index;
    }

    static boolean looksLikeAField(String name) {
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letterOrDigit = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!letterOrDigit && "_.~/@$:-".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
