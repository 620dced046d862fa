package dev.appconnector.transfer;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.appconnector.json.JsonRules;
import dev.appconnector.json.Pointer;
import dev.appconnector.problem.Problem;
import dev.appconnector.transfer.TransferFile.Item;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads a file of connectors and activities: YAML 1.2, of which JSON is a part, without anchors, aliases and tags, so that no text
 * becomes more than it is. What is within an item its own reader judges. For one thread.
 */
final class YamlReader {

    /** An activity's body that YAML has no form for, such as one that repeats a name: as text. */
    static final String BODY_AS_TEXT = "bodyJson";

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final Set<String> NULL = Set.of("", "~", "null");

    /** As deep as any fault points, and as many as hands write: or a file's pointers could be a thousand times its length. */
    private static final int LONGEST_POINTER = 256;

    private static final int MOST_LINES = 50_000;

    /** Each takes memory of its own, however short it is. */
    private static final int MOST_ITEMS = 10_000;

    private final Iterator<Event> events;
    private int linesNoted;
    private int itemsRead;

    private YamlReader(String text) {
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
        events = new Parse(settings).parseString(text).iterator();
    }

    /** @throws Problem {@code malformed-request} where it is none, with the line */
    static TransferFile read(byte[] yaml) {
        JsonRules.requireUtf8(yaml);
        try {
            return new YamlReader(new String(yaml, StandardCharsets.UTF_8)).file();
        } catch (MarkedYamlEngineException e) {
            throw malformed("", e.getProblemMark().or(e::getContextMark), "This is not valid YAML. Send YAML 1.2.");
        } catch (YamlEngineException e) {
            throw malformed("", Optional.empty(), "This is not valid YAML: it has a character that YAML does not.");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private TransferFile file() throws IOException {
        events.next();
        Event document = events.next();
        if (document.getEventId() != Event.ID.DocumentStart) {
            throw malformed("", document, "The file is empty. Send connectors, activities or both.");
        }
        Event root = plain(events.next(), "");
        if (root.getEventId() != Event.ID.MappingStart) {
            throw malformed("", root, "The file has the lists connectors and activities, and nothing else.");
        }
        Map<String, List<Item>> lists = new LinkedHashMap<>();
        for (Event name = events.next(); name.getEventId() != Event.ID.MappingEnd; name = events.next()) {
            String list = name instanceof ScalarEvent scalar ? scalar.getValue() : "";
            if (!Set.of("connectors", "activities").contains(list) || lists.containsKey(list)) {
                throw malformed("", name, "The file has the lists connectors and activities, each once.");
            }
            lists.put(list, items(list));
        }
        events.next();
        Event end = events.next();
        if (end.getEventId() != Event.ID.StreamEnd) {
            throw malformed("", end, "More follows after the document. Send one.");
        }
        return new TransferFile(
                lists.getOrDefault("connectors", List.of()), lists.getOrDefault("activities", List.of()));
    }

    private List<Item> items(String list) throws IOException {
        Event start = plain(events.next(), "/" + list);
        if (isNull(start)) {
            return List.of();
        }
        if (start.getEventId() != Event.ID.SequenceStart) {
            throw malformed("/" + list, start, "This is a list.");
        }
        List<Item> items = new ArrayList<>();
        for (Event item = events.next(); item.getEventId() != Event.ID.SequenceEnd; item = events.next()) {
            if (++itemsRead > MOST_ITEMS) {
                throw malformed(
                        "/" + list,
                        item,
                        "The file has more than %d connectors and activities. Send it in parts.".formatted(MOST_ITEMS));
            }
            String place = TransferFile.place(list, items.size());
            Map<String, Integer> lines = new LinkedHashMap<>();
            ByteArrayOutputStream json = new ByteArrayOutputStream();
            try (JsonGenerator out = JsonRules.requestFactory().createGenerator(json)) {
                write(item, out, new Place(place, "", 1, lines, list.equals("activities")));
            }
            items.add(new Item(place, json.toByteArray(), lines));
        }
        return items;
    }

    /**
     * Where in the file the reader is.
     *
     * @param item the pointer of the item
     * @param within the pointer below it
     * @param isActivity whether it is directly one
     */
    private record Place(String item, String within, int depth, Map<String, Integer> lines, boolean isActivity) {

        private Place child(String name) {
            return below(Pointer.child(within, name));
        }

        private Place child(int index) {
            return below(Pointer.child(within, index));
        }

        private Place below(String pointer) {
            return new Place(item, pointer.length() > LONGEST_POINTER ? within : pointer, depth + 1, lines, false);
        }

        @Override
        public String toString() {
            return item + within;
        }
    }

    private void write(Event event, JsonGenerator out, Place place) throws IOException {
        plain(event, place.toString());
        if (place.within.isEmpty() || linesNoted++ < MOST_LINES) {
            event.getStartMark().ifPresent(mark -> place.lines.putIfAbsent(place.within, mark.getLine() + 1));
        }
        if (place.depth > JsonRules.MAX_DEPTH) {
            throw malformed(place.item, event, "This is more than %d deep.".formatted(JsonRules.MAX_DEPTH));
        }
        switch (event.getEventId()) {
            case Scalar -> write((ScalarEvent) event, out, place);
            case SequenceStart -> {
                out.writeStartArray();
                int index = 0;
                for (Event next = events.next(); next.getEventId() != Event.ID.SequenceEnd; next = events.next()) {
                    write(next, out, place.child(index++));
                }
                out.writeEndArray();
            }
            case MappingStart -> {
                out.writeStartObject();
                writeMembers(out, place);
                out.writeEndObject();
            }
            default -> throw malformed(place.toString(), event, "This is no value.");
        }
    }

    private void writeMembers(JsonGenerator out, Place place) throws IOException {
        Set<String> names = new HashSet<>();
        for (Event next = events.next(); next.getEventId() != Event.ID.MappingEnd; next = events.next()) {
            if (!(plain(next, place.toString()) instanceof ScalarEvent name)) {
                throw malformed(place.toString(), next, "A name is a text.");
            }
            Place member = place.child(name.getValue());
            if (!names.add(name.getValue())) {
                throw malformed(member.toString(), next, "The field stands here twice. Write it once.");
            }
            if (place.isActivity && name.getValue().equals(BODY_AS_TEXT)) {
                out.writeFieldName("body");
                out.writeRawValue(bodyAsText(events.next(), member));
            } else {
                out.writeFieldName(name.getValue());
                write(events.next(), out, member);
            }
        }
    }

    private static String bodyAsText(Event event, Place place) {
        if (plain(event, place.toString()) instanceof ScalarEvent text
                && JsonRules.isJson(text.getValue().getBytes(StandardCharsets.UTF_8))) {
            return text.getValue();
        }
        throw malformed(place.toString(), event, "This is JSON, as a text.");
    }

    private static void write(ScalarEvent scalar, JsonGenerator out, Place place) throws IOException {
        String text = scalar.getValue();
        if (!scalar.isPlain()) {
            out.writeString(text);
        } else if (isNull(scalar)) {
            out.writeNull();
        } else if (text.equals("true") || text.equals("false")) {
            out.writeBoolean(text.equals("true"));
        } else if (!NUMBER.matcher(text).matches()) {
            out.writeString(text);
        } else if (text.length() > JsonRules.MAX_NUMBER_LENGTH) {
            throw malformed(place.toString(), scalar, "The number is too long.");
        } else {
            out.writeNumber(text);
        }
    }

    private static boolean isNull(Event event) {
        return event instanceof ScalarEvent scalar && scalar.isPlain() && NULL.contains(scalar.getValue());
    }

    /** The event, where it stands for itself alone. */
    private static Event plain(Event event, String place) {
        boolean anchored = event instanceof NodeEvent node && node.getAnchor().isPresent();
        boolean tagged = event instanceof ScalarEvent scalar && scalar.getTag().isPresent()
                || event instanceof CollectionStartEvent start && start.getTag().isPresent();
        if (anchored || event.getEventId() == Event.ID.Alias) {
            throw malformed(place, event, "Anchors and aliases are not taken. Write it out.");
        }
        if (tagged) {
            throw malformed(place, event, "Tags are not taken. Leave it out.");
        }
        return event;
    }

    private static Problem malformed(String place, Event event, String message) {
        return malformed(place, event.getStartMark(), message);
    }

    private static Problem malformed(String place, Optional<Mark> mark, String message) {
        return JsonRules.malformed(
                place, mark.map(at -> "Line %d: ".formatted(at.getLine() + 1)).orElse("") + message);
    }
}
