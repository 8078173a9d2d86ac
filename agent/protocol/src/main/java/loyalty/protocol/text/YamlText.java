package loyalty.protocol.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Position;
import loyalty.engine.document.Problem;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * YAML 1.2, read with positions. Dates and words such as {@code yes} stay text; a decimal stays as
 * written. Anchors and aliases are refused: they can blow a small file up to a huge one.
 */
public final class YamlText {
    private static final int MAX_BYTES = 8 * 1024 * 1024;
    private static final int MAX_DEPTH = 64;

    /** Numbers that JSON would take too; {@code .5} or {@code 0x1F} stay text. */
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?");

    private YamlText() {}

    public static Node read(Path file) throws IOException, InvalidDocumentException {
        return read(Files.readAllBytes(file), file.getFileName().toString());
    }

    public static Node read(byte[] yaml, String file) throws InvalidDocumentException {
        if (yaml.length > MAX_BYTES) {
            throw new InvalidDocumentException(
                    new Problem(
                            new Position(file, 0, 0),
                            "",
                            "the file has " + yaml.length + " bytes",
                            "at most " + MAX_BYTES));
        }
        return read(new String(yaml, StandardCharsets.UTF_8), file);
    }

    public static Node read(String yaml, String file) throws InvalidDocumentException {
        LoadSettings settings =
                LoadSettings.builder()
                        .setLabel(file)
                        .setAllowDuplicateKeys(false)
                        .setMaxAliasesForCollections(0)
                        .setCodePointLimit(MAX_BYTES)
                        .build();
        try {
            refuseDeepNests(yaml, settings, file);
            Optional<org.snakeyaml.engine.v2.nodes.Node> root =
                    new Compose(settings).composeString(yaml);
            if (root.isEmpty()) {
                throw new InvalidDocumentException(
                        new Problem(new Position(file, 1, 1), "", "empty document", "write YAML"));
            }
            return new Conversion(file).convert(root.get(), "");
        } catch (MarkedYamlEngineException e) {
            Position at = e.getProblemMark().map(m -> place(m, file)).orElse(Position.NONE);
            throw new InvalidDocumentException(
                    new Problem(at, "", "not valid YAML", "look at this place or just before it"));
        } catch (YamlEngineException e) {
            throw new InvalidDocumentException(
                    new Problem(
                            new Position(file, 0, 0),
                            "",
                            "not valid YAML",
                            "one document, UTF-8, no special characters"));
        }
    }

    /** The composer calls itself once per level; the parser below it does not. */
    private static void refuseDeepNests(String yaml, LoadSettings settings, String file)
            throws InvalidDocumentException {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(yaml)) {
            if (event instanceof CollectionStartEvent) {
                depth++;
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            }
            if (depth > MAX_DEPTH) {
                Position at = event.getStartMark().map(m -> place(m, file)).orElse(Position.NONE);
                throw new InvalidDocumentException(
                        new Problem(at, "", "nested too deep", "at most " + MAX_DEPTH + " levels"));
            }
        }
    }

    private static Position place(Mark mark, String file) {
        return new Position(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** One run over one file. */
    private static final class Conversion {
        private final String file;

        Conversion(String file) {
            this.file = file;
        }

        Node convert(org.snakeyaml.engine.v2.nodes.Node node, String path)
                throws InvalidDocumentException {
            Position at = node.getStartMark().map(m -> place(m, file)).orElse(Position.NONE);
            if (node.getAnchor().isPresent()) {
                throw new InvalidDocumentException(
                        new Problem(at, path, "anchors and aliases are not used", "write it out"));
            }
            if (node instanceof ScalarNode scalar) {
                return scalar(scalar, at);
            }
            return node instanceof SequenceNode sequence
                    ? sequence(sequence, path, at)
                    : mapping((MappingNode) node, path, at);
        }

        private Node sequence(SequenceNode node, String path, Position at)
                throws InvalidDocumentException {
            List<Node> items = new ArrayList<>();
            for (org.snakeyaml.engine.v2.nodes.Node item : node.getValue()) {
                items.add(convert(item, path + "[" + items.size() + "]"));
            }
            return new Node.Sequence(items, at);
        }

        private Node mapping(MappingNode node, String path, Position at)
                throws InvalidDocumentException {
            Map<String, Node> entries = new LinkedHashMap<>();
            for (NodeTuple tuple : node.getValue()) {
                Position keyAt =
                        tuple.getKeyNode().getStartMark().map(m -> place(m, file)).orElse(at);
                if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                    throw new InvalidDocumentException(
                            new Problem(keyAt, path, "a key must be a word", ""));
                }
                String name = key.getValue();
                String below = path.isEmpty() ? name : path + "." + name;
                if (entries.containsKey(name)) {
                    throw new InvalidDocumentException(
                            new Problem(keyAt, below, "the same key twice", "keep one of them"));
                }
                entries.put(name, convert(tuple.getValueNode(), below));
            }
            return new Node.Mapping(entries, at);
        }

        private static Node scalar(ScalarNode node, Position at) {
            String value = node.getValue();
            if (!node.isPlain()) {
                return new Node.Text(value, at);
            }
            if (node.getTag().equals(Tag.NULL)) {
                return new Node.Nothing(at);
            }
            if (node.getTag().equals(Tag.BOOL)) {
                return new Node.Truth(Boolean.parseBoolean(value), at);
            }
            return NUMBER.matcher(value).matches()
                    ? new Node.Decimal(value, at)
                    : new Node.Text(value, at);
        }
    }
}
