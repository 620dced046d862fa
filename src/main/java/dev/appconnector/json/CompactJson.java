package dev.appconnector.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** JSON without the space between its parts, to be compared: numbers and the order of names stay as they are written. */
public final class CompactJson {

    private static final JsonFactory JSON = JsonRules.requestFactory();

    private CompactJson() {}

    /** @param json one value, which is known to be right */
    public static String of(String json) {
        StringWriter compact = new StringWriter();
        try (JsonParser in = JSON.createParser(json);
                JsonGenerator out = JSON.createGenerator(compact)) {
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                if (token.isNumeric()) {
                    out.writeNumber(in.getText());
                } else {
                    out.copyCurrentEvent(in);
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return compact.toString();
    }

    /** Whether an object of it has a name twice. */
    public static boolean repeatsNames(String json) {
        try (JsonParser in = JSON.createParser(json)) {
            in.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
            while (in.nextToken() != null) {
                // To its end.
            }
            return false;
        } catch (IOException repeated) {
            return true;
        }
    }
}
