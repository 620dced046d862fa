package dev.appconnector.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;

/** Holds each name and number of a management document to its bound (J5), which Jackson counts otherwise. */
final class BoundedParser extends JsonParserDelegate {

    BoundedParser(JsonParser json) {
        super(json);
    }

    @Override
    public JsonToken nextToken() throws IOException {
        JsonToken token = super.nextToken();
        if (token != null && !JsonRules.withinBounds(this, token)) {
            throw new StreamConstraintsException("A name or a number is too long.", currentLocation());
        }
        return token;
    }

    @Override
    public JsonParser skipChildren() throws IOException {
        int open = currentToken() != null && currentToken().isStructStart() ? 1 : 0;
        while (open > 0) {
            JsonToken token = nextToken();
            open += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        }
        return this;
    }
}
