package dev.appconnector.call.target;

import dev.appconnector.answer.Answer;
import dev.appconnector.answer.ScrubResult;
import dev.appconnector.answer.Scrubber;
import dev.appconnector.answer.Selection;
import dev.appconnector.call.ActiveRun;
import dev.appconnector.call.CallableConnector;
import dev.appconnector.call.Credential;
import dev.appconnector.call.Timings;
import dev.appconnector.egress.HeaderField;
import dev.appconnector.egress.HeaderRules;
import dev.appconnector.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;

/** Takes a target's answer whole, within the connector's size, and leaves out of it what the caller must not see. */
final class AnswerReader {

    private static final int CHUNK = 16_384;
    private static final int HIGHEST_STATUS = 999;

    private final AnswerBudget budget;
    private final EchoWatch echoes;
    private final BiFunction<ActiveRun, Answer, Answer> hooks;

    /** @param hooks what is made of an answer in which no secret is left */
    AnswerReader(AnswerBudget budget, EchoWatch echoes, BiFunction<ActiveRun, Answer, Answer> hooks) {
        this.budget = budget;
        this.echoes = echoes;
        this.hooks = hooks;
    }

    /**
     * What the caller gets of a whole answer: what hooks make of it, and of a saved activity's run what that selects.
     *
     * @throws Problem {@code target-response-invalid} (V6), or as the hooks have it
     */
    Answer finish(Answer whole, ActiveRun run) {
        Answer hooked = hooked(whole, run);
        Selection select = run.activity().select();
        return select == null ? hooked : select.reduce(hooked);
    }

    private Answer hooked(Answer whole, ActiveRun run) {
        // A hook may call the same connector.
        run.release();
        Answer hooked = hooks.apply(run, whole);
        if (hooked.body().length > whole.body().length) {
            requireNotTooLong(hooked.body().length, run);
            run.letAnswerGo();
            budget.take(run, hooked.body().length);
        }
        return hooked;
    }

    /**
     * Reads to the last byte of the body, so that the connection is free afterwards.
     *
     * @throws Problem {@code target-response-invalid} (X5)
     */
    Answer read(ClassicHttpResponse response, ActiveRun run) throws IOException {
        CallableConnector connector = run.verdict().connector();
        if (response.getCode() > HIGHEST_STATUS) {
            throw Failures.invalidAnswer("X5: the answer's status has more than three digits.");
        }
        requireOneLength(response);
        long limit = connector.connector().limits().maxResponseBytes();
        run.timings().began(Timings.Phase.BODY);
        byte[] body = body(response.getEntity(), limit, run);
        run.timings().phaseEnded();
        List<HeaderField> headers = new ArrayList<>();
        for (Header header : response.getHeaders()) {
            headers.add(new HeaderField(header.getName(), header.getValue() == null ? "" : header.getValue()));
        }
        if (connector.connector().secrets().isEmpty()) {
            return answer(response, headers, connector, body);
        }
        int[] hits = new int[1];
        Answer answer = run.credential().useAsSent(opened -> {
            Scrubber scrubber = opened.scrubber();
            Credential before = run.refusedCredential();
            return before == null
                    ? scrubbed(response, headers, connector, body, List.of(scrubber), hits)
                    : before.useAsSent(refused ->
                            scrubbed(response, headers, connector, body, List.of(scrubber, refused.scrubber()), hits));
        });
        if (hits[0] > 0) {
            echoes.echoed(run, hits[0]);
        }
        return answer;
    }

    private static Answer scrubbed(
            ClassicHttpResponse response,
            List<HeaderField> headers,
            CallableConnector connector,
            byte[] body,
            List<Scrubber> scrubbers,
            int[] hits) {
        List<HeaderField> scrubbedHeaders = headers;
        byte[] scrubbedBody = body;
        for (Scrubber scrubber : scrubbers) {
            scrubbedHeaders = scrubbed(scrubbedHeaders, scrubber);
            ScrubResult result = scrubber.scrubBody(scrubbedBody);
            scrubbedBody = result.body();
            hits[0] += result.hits();
        }
        Answer answer = answer(response, scrubbedHeaders, connector, scrubbedBody);
        for (Scrubber scrubber : scrubbers) {
            Answer raw = answer;
            answer = raw.scrubbedText(scrubber);
            hits[0] += answer.equals(raw) ? 0 : 1;
        }
        hits[0] += differing(headers, scrubbedHeaders);
        return answer;
    }

    private static Answer answer(
            ClassicHttpResponse response, List<HeaderField> headers, CallableConnector connector, byte[] body) {
        List<HeaderField> passed = HeaderRules.filterResponse(headers, connector.credentialHeaders());
        return new Answer(response.getCode(), passed, contentType(passed), body);
    }

    private static List<HeaderField> scrubbed(List<HeaderField> headers, Scrubber scrubber) {
        List<HeaderField> scrubbed = new ArrayList<>(headers.size());
        for (HeaderField header : headers) {
            scrubbed.add(new HeaderField(scrubber.scrubHeader(header.name()), scrubber.scrubHeader(header.value())));
        }
        return scrubbed;
    }

    private static int differing(List<HeaderField> headers, List<HeaderField> scrubbed) {
        int differing = 0;
        for (int i = 0; i < headers.size(); i++) {
            differing += headers.get(i).equals(scrubbed.get(i)) ? 0 : 1;
        }
        return differing;
    }

    private static String contentType(List<HeaderField> headers) {
        for (HeaderField header : headers) {
            if (header.name().equals("content-type")) {
                return header.value();
            }
        }
        return null;
    }

    private static void requireOneLength(ClassicHttpResponse response) {
        Header[] lengths = response.getHeaders(HttpHeaders.CONTENT_LENGTH);
        boolean both = lengths.length > 0 && response.containsHeader(HttpHeaders.TRANSFER_ENCODING);
        boolean several =
                Arrays.stream(lengths).map(Header::getValue).distinct().count() > 1;
        boolean unreadable = Arrays.stream(lengths)
                .anyMatch(length -> !length.getValue().chars().allMatch(digit -> digit >= '0' && digit <= '9'));
        if (both || several || unreadable) {
            throw Failures.invalidAnswer("X5: the answer has conflicting lengths, or one that is no number.");
        }
    }

    private byte[] body(HttpEntity entity, long limit, ActiveRun run) throws IOException {
        if (entity == null) {
            return new byte[0];
        }
        long length = entity.getContentLength();
        if (length > limit) {
            throw tooLong();
        }
        // Not closed: read to its end it gives the connection back, and where it fails the connection is thrown away.
        InputStream content = entity.getContent();
        if (length >= 0) {
            budget.take(run, length);
            return known(content, (int) length);
        }
        return unknown(content, limit, run);
    }

    private static byte[] known(InputStream content, int length) throws IOException {
        byte[] body = content.readNBytes(length);
        // Reading on to the end is what gives the connection back.
        if (body.length < length || content.read() >= 0) {
            throw Failures.invalidAnswer("X5: the answer's body has another length than it says.");
        }
        return body;
    }

    private byte[] unknown(InputStream content, long limit, ActiveRun run) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        int read;
        while ((read = content.read(chunk)) >= 0) {
            if (body.size() + (long) read > limit) {
                throw tooLong();
            }
            if (body.size() <= AnswerBudget.SMALL && body.size() + read > AnswerBudget.SMALL) {
                // How long it gets is not known, so it takes the share of the longest.
                budget.take(run, limit);
            }
            body.write(chunk, 0, read);
        }
        return body.toByteArray();
    }

    private static void requireNotTooLong(long length, ActiveRun run) {
        if (length > run.verdict().connector().connector().limits().maxResponseBytes()) {
            throw tooLong();
        }
    }

    private static Problem tooLong() {
        return Failures.invalidAnswer("X5: the answer's body is longer than the connector's maxResponseBytes.");
    }
}
