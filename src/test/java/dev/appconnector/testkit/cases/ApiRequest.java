package dev.appconnector.testkit.cases;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One request to the program's own HTTP port, sent exactly so.
 *
 * @param target path and query as they go on the wire
 * @param headers sent in this order, after Host and before what frames the body
 * @param body null sends none
 * @param length octets of the body
 */
public record ApiRequest(String method, String target, Map<String, String> headers, InputStream body, long length) {

    public ApiRequest {
        headers = new LinkedHashMap<>(headers);
    }

    static ApiRequest without(String method, String target, Map<String, String> headers) {
        return new ApiRequest(method, target, headers, null, 0);
    }

    static ApiRequest with(String method, String target, Map<String, String> headers, byte[] body) {
        return new ApiRequest(method, target, headers, new ByteArrayInputStream(body), body.length);
    }

    /** The request line and headers. */
    byte[] head() {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
        headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        if (body != null) {
            head.append("Content-Length: " + length + "\r\n");
        }
        return head.append("Connection: close\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
