package dev.appconnector.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.camel.Exchange;

/** Serves the OpenAPI document of the class path to whoever asks, and spares those who have it. Immutable. */
public final class OpenApiDocument {

    /** The one path at which it is, open to everyone. */
    public static final String PATH = "/openapi.json";

    private final byte[] document;
    private final String etag;

    /** Reads the document once and for all. */
    public OpenApiDocument() {
        try (InputStream file = OpenApiDocument.class.getResourceAsStream("/web/openapi.json")) {
            if (file == null) {
                throw new IllegalStateException("The class path lacks web/openapi.json: build the program anew.");
            }
            document = file.readAllBytes();
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(document);
            etag = '"' + HexFormat.of().formatHex(hash, 0, 16) + '"';
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public void answer(Exchange exchange) {
        if (ApiRequest.of(exchange).has(etag)) {
            ApiAnswer.empty(exchange, 304);
        } else {
            ApiAnswer.json(exchange, 200, document);
        }
        exchange.getMessage().setHeader("ETag", etag);
        exchange.getMessage().setHeader("Cache-Control", "no-cache");
    }
}
