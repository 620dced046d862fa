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

    /**
     * Searches the text that the body spells out in its charset, where that is not UTF-8: a search of its bytes finds no
     * secret in UTF-16. What had to be masked is UTF-8 from then on.
     */
    public Answer scrubbedText(Scrubber scrubber) {
        byte[] text = EnvelopeBody.transcoded(this);
        if (text == null) {
            return this;
        }
        ScrubResult result = scrubber.scrubBody(text);
        return result.hits() == 0 ? this : new Answer(status, headers, "text/plain; charset=utf-8", result.body());
    }

    @Override
    public String toString() {
        return "Answer[" + status + ", " + body.length + " bytes]";
    }
}
