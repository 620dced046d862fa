package dev.appconnector.connector;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;

/**
 * A connector as a caller writes it. What an answer adds (id, times, …) is ignored, so that a change may send back what it
 * read.
 */
@JsonIgnoreProperties({
    "id",
    "nextAuth",
    "state",
    "createdAt",
    "updatedAt",
    "version",
    "lastUsedAt",
    "health",
    "usedBy",
    "warnings"
})
record ConnectorDocument(
        String name,
        String domain,
        AuthDocument auth,
        Map<String, String> headers,
        Map<String, SecretInput> secretHeaders,
        TlsDocument tls,
        Boolean paused,
        Limits limits,
        Delivery delivery) {

    /** As an answer shows it, so also with what it adds. */
    @JsonIgnoreProperties("expiresAt")
    record TlsDocument(String certificate, SecretInput privateKey, String ca) {}
}
