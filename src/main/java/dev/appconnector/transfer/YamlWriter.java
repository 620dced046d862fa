package dev.appconnector.transfer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.appconnector.json.JsonRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.StreamDataWriter;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Writes JSON as YAML in which each line says one thing, so that a change of one is a change of one: the same JSON, the same text. */
final class YamlWriter {

    private static final DumpSettings SETTINGS = DumpSettings.builder()
            .setSchema(new CoreSchema())
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setIndent(2)
            .setIndicatorIndent(2)
            .setIndentWithIndicator(true)
            .setSplitLines(false)
            .setMaxSimpleKeyLength(1024)
            .build();

    private YamlWriter() {}

    /** @param json of which numbers stay as they are written, and names are in their order */
    static String yaml(byte[] json) {
        try (JsonParser parser = JsonRules.requestFactory().createParser(json)) {
            parser.nextToken();
            Text text = new Text();
            new Dump(SETTINGS).dumpNode(node(parser), text);
            return text.toString();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Node node(JsonParser json) throws IOException {
        switch (json.currentToken()) {
            case START_OBJECT -> {
                List<NodeTuple> members = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_OBJECT) {
                    Node name = scalar(Tag.STR, json.currentName());
                    json.nextToken();
                    members.add(new NodeTuple(name, node(json)));
                }
                return new MappingNode(Tag.MAP, members, members.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
            }
            case START_ARRAY -> {
                List<Node> elements = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(node(json));
                }
                return new SequenceNode(Tag.SEQ, elements, elements.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
            }
            case VALUE_NUMBER_INT -> {
                return scalar(Tag.INT, json.getText());
            }
            case VALUE_NUMBER_FLOAT -> {
                return scalar(Tag.FLOAT, json.getText());
            }
            case VALUE_TRUE, VALUE_FALSE -> {
                return scalar(Tag.BOOL, json.getText());
            }
            case VALUE_NULL -> {
                return scalar(Tag.NULL, "null");
            }
            default -> {
                return scalar(Tag.STR, json.getText());
            }
        }
    }

    private static Node scalar(Tag tag, String text) {
        ScalarStyle style = ScalarStyle.PLAIN;
        if (tag.equals(Tag.STR) && text.chars().anyMatch(YamlWriter::isUnusual)) {
            style = ScalarStyle.DOUBLE_QUOTED;
        } else if (tag.equals(Tag.STR) && text.indexOf('\n') >= 0) {
            style = ScalarStyle.LITERAL;
        }
        return new ScalarNode(tag, text, style);
    }

    /** What no reader of YAML is to take for a line break, or for nothing. */
    private static boolean isUnusual(int character) {
        return Character.isISOControl(character) && character != '\n'
                || character == '\u2028'
                || character == '\u2029'
                || character == '\uFEFF';
    }

    /** Takes what is dumped. */
    private static final class Text implements StreamDataWriter {

        private final StringBuilder text = new StringBuilder();

        @Override
        public void write(String part) {
            text.append(part);
        }

        @Override
        public void write(String part, int offset, int length) {
            text.append(part, offset, offset + length);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
