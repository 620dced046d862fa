package dev.appconnector.run;

import dev.appconnector.call.Verdict;
import dev.appconnector.connector.Connector;
import dev.appconnector.egress.HeaderField;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request as it goes to its target, with its secrets masked.
 *
 * @param headers in the order in which they are sent
 * @param credential what the auth adds; null where that is nothing
 */
public record ShownRequest(String method, String url, Map<String, String> headers, String credential) {

    /** Where the guard lets none pass. */
    static final ShownRequest NONE = new ShownRequest(null, null, Map.of(), null);

    private static final String MASK = "***";

    public static ShownRequest of(Verdict verdict) {
        Connector connector = verdict.connector().connector();
        return new ShownRequest(
                verdict.method().name(),
                connector.domain().origin() + verdict.target().asText(),
                headers(verdict, connector),
                connector.auth().masked().orElse(null));
    }

    private static Map<String, String> headers(Verdict verdict, Connector connector) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (HeaderField header : verdict.headers()) {
            headers.put(header.name(), header.value());
        }
        for (String key : connector.secrets().keySet()) {
            String name = Connector.headerOf(key);
            if (name != null) {
                headers.put(name, MASK);
            }
        }
        return headers;
    }
}
