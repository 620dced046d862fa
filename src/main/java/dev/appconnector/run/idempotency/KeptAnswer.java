package dev.appconnector.run.idempotency;

import dev.appconnector.web.ApiAnswer;
import java.nio.ByteBuffer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * What the caller of a waiting run got, to be given again byte for byte.
 *
 * @param status of our own answer: 200 is an envelope, all others are problems
 * @param document the JSON; not to be changed
 */
record KeptAnswer(int status, byte[] document) {

    /** What this exchange is about to answer; the buffer's array is exactly as long as its text. */
    static KeptAnswer of(Exchange exchange) {
        Message answer = exchange.getMessage();
        return new KeptAnswer(
                answer.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class),
                answer.getBody(ByteBuffer.class).array());
    }

    static KeptAnswer read(byte[] kept) {
        ByteBuffer buffer = ByteBuffer.wrap(kept);
        int status = buffer.getInt();
        byte[] document = new byte[buffer.remaining()];
        buffer.get(document);
        return new KeptAnswer(status, document);
    }

    byte[] written() {
        return ByteBuffer.allocate(Integer.BYTES + document.length)
                .putInt(status)
                .put(document)
                .array();
    }

    void answer(Exchange exchange) {
        if (status == 200) {
            ApiAnswer.json(exchange, status, document);
        } else {
            ApiAnswer.problem(exchange, status, document);
        }
    }

    @Override
    public String toString() {
        return "KeptAnswer[" + status + ", " + document.length + " bytes]";
    }
}
