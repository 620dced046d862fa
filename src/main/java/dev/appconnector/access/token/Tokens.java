package dev.appconnector.access.token;

import dev.appconnector.access.Caller;
import dev.appconnector.access.signed.SignedClaims;
import dev.appconnector.activity.saved.NamedActivities;
import dev.appconnector.audit.Change;
import dev.appconnector.connector.NamedConnectors;
import dev.appconnector.json.StrictJson;
import dev.appconnector.web.ApiAnswer;
import dev.appconnector.web.ApiRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.camel.Exchange;

/** The steps of {@code POST /api/tokens} that are more than a statement. Thread-safe. */
public final class Tokens {

    private static final String DOCUMENT = "document";
    private static final String CONNECTORS = "connectors";

    private final BrowserTokens tokens;
    private final BiConsumer<Exchange, Change> audit;

    /** @param audit told of each token that is made; it must not take long */
    public Tokens(BrowserTokens tokens, BiConsumer<Exchange, Change> audit) {
        this.tokens = tokens;
        this.audit = audit;
    }

    /** Reads the request's document, and names the connectors of its scope to the statement after it. */
    public void read(Exchange exchange) {
        TokenDocument document = StrictJson.read(ApiRequest.of(exchange).body(), TokenDocument.class);
        exchange.setVariable(DOCUMENT, document);
        NamedConnectors.askFor(exchange, document.connectors(), TokenDraft.MOST_NAMED);
    }

    /** Takes the connectors that were selected, and names the activities of the scope to the statement after it. */
    public void readActivities(Exchange exchange) {
        exchange.setVariable(CONNECTORS, NamedConnectors.selected(exchange));
        TokenDocument document = exchange.getVariable(DOCUMENT, TokenDocument.class);
        NamedActivities.askFor(exchange, document.activities(), TokenDraft.MOST_NAMED);
    }

    /** Makes the token, and answers with it: it is kept nowhere. */
    public void make(Exchange exchange) {
        TokenDraft.Written draft = TokenDraft.write(
                exchange.getVariable(DOCUMENT, TokenDocument.class),
                exchange.getVariable(CONNECTORS, NamedConnectors.class),
                NamedActivities.selected(exchange),
                Caller.of(exchange));
        SignedClaims.Signed token = tokens.make(draft.token(), draft.lifetime());
        // Without its id: tokens of one maker are alike, or whoever makes many would flood the audit.
        audit.accept(exchange, new Change("token.created", null, draft.token().fields()));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("token", token.text());
        answer.put("expiresAt", token.expiresAt());
        ApiAnswer.json(exchange, 201, StrictJson.write(answer));
    }
}
