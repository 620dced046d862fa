package dev.appconnector.egress;

/** Finds a parameter in a query as targets read it. */
final class QueryParameters {

    private QueryParameters() {}

    /**
     * Whether a parameter has this name once decoded, in any case and with {@code +} as space (rule Q4). Some targets split
     * a query at {@code ;} as well as at {@code &}, so both end a parameter here.
     */
    static boolean anyIsNamed(String name, String query) {
        int start = 0;
        for (int i = 0; i <= query.length(); i++) {
            if (i == query.length() || query.charAt(i) == '&' || query.charAt(i) == ';') {
                if (isNamed(name, query.substring(start, i))) {
                    return true;
                }
                start = i + 1;
            }
        }
        return false;
    }

    private static boolean isNamed(String name, String parameter) {
        int equals = parameter.indexOf('=');
        String written = equals < 0 ? parameter : parameter.substring(0, equals);
        return PercentEncoding.decodeLeniently(written.replace('+', ' ')).equalsIgnoreCase(name);
    }
}
