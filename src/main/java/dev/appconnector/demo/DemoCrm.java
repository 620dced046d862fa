package dev.appconnector.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.appconnector.web.ApiAnswer;
import dev.appconnector.web.ApiRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/** A very small CRM, to be called through a connector: it keeps cases in memory, and wants a Bearer token. */
public final class DemoCrm {

    /** What the CRM wants to see; it opens nothing else. */
    static final String TOKEN = "demo-crm-token-1f0c";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Map<String, Object>> cases = new ArrayList<>();

    /** Opens a case with the subject of the request. */
    public synchronized void open(Exchange exchange) throws IOException {
        if (!knows(exchange)) {
            return;
        }
        JsonNode request = JSON.readTree(ApiRequest.of(exchange).body());
        Map<String, Object> opened = new LinkedHashMap<>();
        opened.put("id", cases.size() + 1);
        opened.put("subject", request.path("subject").asText());
        opened.put("status", "open");
        cases.add(opened);
        ApiAnswer.json(exchange, 201, JSON.writeValueAsBytes(opened));
    }

    /** Lists the cases. */
    public synchronized void list(Exchange exchange) throws IOException {
        if (knows(exchange)) {
            ApiAnswer.json(exchange, 200, JSON.writeValueAsBytes(Map.of("cases", cases)));
        }
    }

    private static boolean knows(Exchange exchange) throws IOException {
        if (("Bearer " + TOKEN).equals(ApiRequest.of(exchange).header("Authorization"))) {
            return true;
        }
        ApiAnswer.json(exchange, 401, JSON.writeValueAsBytes(Map.of("error", "The CRM does not know this token.")))
                .setHeader("WWW-Authenticate", "Bearer");
        return false;
    }
}
