package loyalty.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Position;
import loyalty.engine.member.Member;
import loyalty.engine.pack.RulePack;
import loyalty.engine.quote.Quote;
import loyalty.engine.quote.QuoteRequest;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Packs, members and requests for tests, written in YAML or JSON as their authors write them. */
public final class Yaml {
    private Yaml() {}

    public static Node read(String text) {
        return new Compose(LoadSettings.builder().build())
                .composeString(text)
                .map(Yaml::convert)
                .orElseThrow();
    }

    public static RulePack pack(String text) {
        return orThrow(() -> RulePack.read(read(text)).orThrow());
    }

    /** A pack of {@code config/programmes}. */
    public static RulePack programme(String name) {
        Path file = Path.of("../../config/programmes", name + ".yaml");
        try {
            return pack(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Member member(RulePack pack, String text) {
        return orThrow(() -> Member.read(read(text), pack).orThrow());
    }

    public static Member orThrowMember(Node document, RulePack pack) {
        return orThrow(() -> Member.read(document, pack).orThrow());
    }

    public static QuoteRequest request(RulePack pack, String text) {
        return orThrow(() -> QuoteRequest.read(read(text), pack).orThrow());
    }

    public static Quote quote(RulePack pack, String member, String request) {
        return new Calculator(pack)
                .quote(
                        request(pack, request),
                        member.isEmpty() ? Optional.empty() : Optional.of(member(pack, member)));
    }

    /** Something that may say that a document is wrong. */
    private interface Read<T> {
        T get() throws InvalidDocumentException;
    }

    private static <T> T orThrow(Read<T> read) {
        try {
            return read.get();
        } catch (InvalidDocumentException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    private static Node convert(org.snakeyaml.engine.v2.nodes.Node node) {
        Position at =
                node.getStartMark()
                        .map(mark -> new Position("test", mark.getLine() + 1, mark.getColumn() + 1))
                        .orElse(Position.NONE);
        if (node instanceof MappingNode mapping) {
            Map<String, Node> entries = new LinkedHashMap<>();
            for (NodeTuple tuple : mapping.getValue()) {
                entries.put(
                        ((ScalarNode) tuple.getKeyNode()).getValue(),
                        convert(tuple.getValueNode()));
            }
            return new Node.Mapping(entries, at);
        }
        if (node instanceof SequenceNode sequence) {
            List<Node> items = new ArrayList<>();
            sequence.getValue().forEach(item -> items.add(convert(item)));
            return new Node.Sequence(items, at);
        }
        return scalar((ScalarNode) node, at);
    }

    private static Node scalar(ScalarNode scalar, Position at) {
        String value = scalar.getValue();
        if (scalar.getTag().equals(Tag.INT) || scalar.getTag().equals(Tag.FLOAT)) {
            return new Node.Decimal(value, at);
        }
        if (scalar.getTag().equals(Tag.BOOL)) {
            return new Node.Truth(Boolean.parseBoolean(value), at);
        }
        return scalar.getTag().equals(Tag.NULL) ? new Node.Nothing(at) : new Node.Text(value, at);
    }

    /**
     * Whether {@code part} is in {@code whole}: same scalars, lists of equal length, keys at least.
     */
    public static List<String> differences(Node part, Node whole, String path) {
        List<String> found = new ArrayList<>();
        if (part instanceof Node.Mapping wanted && whole instanceof Node.Mapping given) {
            wanted.entries()
                    .forEach(
                            (key, value) -> {
                                Node other = given.entries().get(key);
                                if (other == null) {
                                    found.add(path + "." + key + " is missing");
                                } else {
                                    found.addAll(differences(value, other, path + "." + key));
                                }
                            });
        } else if (part instanceof Node.Sequence wanted && whole instanceof Node.Sequence given) {
            if (wanted.items().size() != given.items().size()) {
                found.add(path + " has " + given.items().size() + " items: " + given.items());
            } else {
                for (int i = 0; i < wanted.items().size(); i++) {
                    found.addAll(
                            differences(
                                    wanted.items().get(i),
                                    given.items().get(i),
                                    path + "[" + i + "]"));
                }
            }
        } else if (!text(part).equals(text(whole))) {
            found.add(path + " is " + text(whole) + ", not " + text(part));
        }
        return found;
    }

    private static String text(Node node) {
        if (node instanceof Node.Text text) {
            return text.value();
        }
        if (node instanceof Node.Decimal number) {
            return number.literal();
        }
        return node instanceof Node.Truth truth ? Boolean.toString(truth.value()) : node.toString();
    }
}
