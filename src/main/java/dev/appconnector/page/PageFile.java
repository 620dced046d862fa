package dev.appconnector.page;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * One file of the page with all that its answer says. Immutable.
 *
 * @param cacheControl for how long a browser may keep it
 * @param gzip the same bytes packed; the bytes themselves where packing does not make them fewer
 * @param forEveryOrigin whether pages of other origins may load it, too
 */
record PageFile(String mediaType, String cacheControl, String etag, Buffer bytes, Buffer gzip, boolean forEveryOrigin) {

    /** The file's path changes with its content. */
    static final String FOR_EVER = "public, max-age=31536000, immutable";

    /** The browser asks each time whether its copy is still the same. */
    static final String ASK_AGAIN = "no-cache";

    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");

    static PageFile of(String name, byte[] bytes, String cacheControl) {
        String mediaType = MEDIA_TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (mediaType == null) {
            throw new IllegalStateException("No media type is known for " + name + ": add it to PageFile.");
        }
        byte[] packed = packed(bytes);
        byte[] fewer = packed.length < bytes.length ? packed : bytes;
        return new PageFile(
                mediaType, cacheControl, Fingerprint.of(bytes), Buffer.buffer(bytes), Buffer.buffer(fewer), false);
    }

    PageFile shared() {
        return new PageFile(mediaType, cacheControl, etag, bytes, gzip, true);
    }

    boolean isPackable() {
        return gzip.length() < bytes.length();
    }

    private static byte[] packed(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new Best(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** Packed once at the start, sent often. */
    private static final class Best extends GZIPOutputStream {

        Best(ByteArrayOutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
