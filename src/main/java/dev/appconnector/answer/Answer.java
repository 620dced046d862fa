package dev.appconnector.answer;

import dev.appconnector.egress.HeaderField;
import java.util.List;

/**
 * What the target answered, whole and scrubbed: no secret of the connector is in it.
 *
 * @param headers names in lower case; without those that concern the connection or the credential
 * @param contentType null where the target named none
 * @param body not to be changed; empty where there was none
 */
public record Answer(int status, List<HeaderField> headers, String contentType, byte[] body) {

    @Override
    public String toString() {
        return "Answer[" + status + ", " + body.length + " bytes]";
    }
}
