package dev.appconnector.answer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.PathNotFoundException;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import dev.appconnector.json.BoundedBytes;
import dev.appconnector.problem.Problem;
import dev.appconnector.web.MediaType;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;

/**
 * What of a target's JSON is kept, as a JSONPath says. The steps that it may take, the depth of the answer and the size of what
 * comes out are bounded. Immutable.
 */
public final class Selection {

    private static final int LONGEST = 500;

    /** The deepest JSON that is looked into, as in all of our own. */
    private static final int DEEPEST = 100;

    /** What comes out may repeat parts of the answer: it has no more bytes than this, unless the answer itself has. */
    private static final int LARGEST_FOR_SMALL_ANSWERS = 65_536;

    /** Names and functions whose cost a count of steps does not bound: a regular expression is all of its own. */
    private static final String REGULAR_EXPRESSION = "=~";

    private static final JsonMapper ANSWERS = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(Integer.MAX_VALUE)
                            .maxNameLength(Integer.MAX_VALUE)
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** To compile one takes longer than most runs have for all that is done here. */
    private static final Cache<String, Selection> COMPILED =
            Caffeine.newBuilder().maximumSize(1_000).build();

    private final String text;
    private final JsonPath path;

    private Selection(String text, JsonPath path) {
        this.text = text;
        this.path = path;
    }

    /** @throws IllegalArgumentException where {@link #whyNot} says why */
    public static Selection of(String text) {
        return COMPILED.get(text, Selection::compiled);
    }

    private static Selection compiled(String text) {
        whyNot(text).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
        return new Selection(text, JsonPath.compile(text));
    }

    /** Why this text selects nothing, or empty where it may. */
    public static Optional<String> whyNot(String text) {
        if (!text.startsWith("$") || text.length() > LONGEST) {
            return Optional.of("Use a JSONPath of 1 to %d characters that begins with $.".formatted(LONGEST));
        }
        if (text.contains(REGULAR_EXPRESSION)) {
            return Optional.of("Regular expressions (=~) may take for ever: compare in another way.");
        }
        try {
            JsonPath.compile(text);
            return Optional.empty();
        } catch (JsonPathException | IllegalArgumentException | IndexOutOfBoundsException | ClassCastException notOne) {
            return Optional.of("This is no JSONPath: see its brackets and quotes.");
        }
    }

    public String text() {
        return text;
    }

    /**
     * The answer with what is selected in place of its body: null where a path that leads to one place finds nothing there. An
     * answer other than 2xx, or one that is no JSON, stays as it is.
     *
     * @throws Problem {@code target-response-invalid} where that goes beyond a bound
     */
    public Answer reduce(Answer answer) {
        if (answer.status() < 200 || answer.status() > 299 || !isJson(answer)) {
            return answer;
        }
        try {
            byte[] selected = written(selected(ANSWERS.readTree(answer.body())), answer.body().length);
            return new Answer(answer.status(), answer.headers(), answer.contentType(), selected);
        } catch (CountingNodes.TooManySteps e) {
            throw beyond("takes too many steps in this answer");
        } catch (BoundedBytes.Full e) {
            throw beyond("selects more than the answer holds");
        } catch (IOException beyondWhatIsRead) {
            throw beyond("does not look into an answer that is more than %d deep or holds numbers without bound"
                    .formatted(DEEPEST));
        }
    }

    private static boolean isJson(Answer answer) {
        return EnvelopeBody.of(answer).type() == EnvelopeBody.Type.JSON
                && MediaType.parse(answer.contentType()).isJson();
    }

    private JsonNode selected(JsonNode whole) {
        Configuration bounded = Configuration.builder()
                .jsonProvider(new CountingNodes())
                .mappingProvider(new JacksonMappingProvider())
                .options(EnumSet.noneOf(Option.class))
                .build();
        try {
            Object found = path.read(whole, bounded);
            return found instanceof JsonNode node ? node : ANSWERS.valueToTree(found);
        } catch (PathNotFoundException nothingThere) {
            return path.isDefinite() ? ANSWERS.nullNode() : ANSWERS.createArrayNode();
        } catch (JsonPathException notOfThisAnswer) {
            return ANSWERS.nullNode();
        }
    }

    private static byte[] written(JsonNode selected, int length) throws IOException {
        BoundedBytes bytes = new BoundedBytes(Math.max(length, LARGEST_FOR_SMALL_ANSWERS));
        ANSWERS.writeValue(bytes, selected);
        return bytes.toByteArray();
    }

    private static Problem beyond(String why) {
        return new Problem(
                Problem.Type.TARGET_RESPONSE_INVALID,
                "V6: the activity's select %s. Write a path that leads closer to what is wanted.".formatted(why));
    }

    @Override
    public String toString() {
        return text;
    }
}
