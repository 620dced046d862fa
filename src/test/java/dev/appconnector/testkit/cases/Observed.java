package dev.appconnector.testkit.cases;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Recorded;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What came of a case's call.
 *
 * @param reply the gateway's reply to the call that the case is about
 * @param requests what any target saw, those that must see nothing included
 * @param dialled what was dialled, before it was led to a fake target
 * @param connections how many connections any target accepted
 * @param logs what was logged meanwhile
 * @param newConnector whether the call left a connector that was not there before
 * @param connector the connector as an admin reads it afterwards; missing where there is none
 * @param placeholders puts the values in for placeholders such as {@code <valid:runner>}
 */
public record Observed(
        ApiReply reply,
        List<Recorded> requests,
        List<InetSocketAddress> dialled,
        int connections,
        String logs,
        boolean newConnector,
        JsonNode connector,
        UnaryOperator<String> placeholders) {

    public Observed {
        requests = List.copyOf(requests);
        dialled = List.copyOf(dialled);
    }
}
