package dev.appconnector.activity.template;

import dev.appconnector.json.JsonBytes;
import dev.appconnector.web.MediaType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** How a value is written within a body that is sent as text, so that it stays a value in the language of that body. */
enum TextEscape {
    NONE {
        @Override
        String escaped(String value) {
            return value;
        }
    },
    JSON {
        @Override
        String escaped(String value) {
            byte[] quoted = new JsonBytes(value.length() + 2).string(value).toArray();
            return new String(quoted, 1, quoted.length - 2, StandardCharsets.UTF_8);
        }
    },
    FORM {
        @Override
        String escaped(String value) {
            return URLEncoder.encode(value, StandardCharsets.UTF_8);
        }
    },
    XML {
        @Override
        String escaped(String value) {
            return value.replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;")
                    .replace("\"", "&quot;")
                    .replace("'", "&apos;");
        }
    };

    abstract String escaped(String value);

    /** @param contentType null where none is named */
    static TextEscape of(String contentType) {
        MediaType type = MediaType.parse(contentType);
        if (type.isJson()) {
            return JSON;
        }
        if (type.essence().equals("application/x-www-form-urlencoded")) {
            return FORM;
        }
        boolean xml = type.essence().endsWith("/xml") || type.essence().endsWith("+xml");
        return xml ? XML : NONE;
    }
}
