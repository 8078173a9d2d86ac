package loyalty.protocol.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Position;
import loyalty.engine.document.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON, read with positions and exact numbers. A key given twice is an error, as is a deep nest.
 */
public final class JsonText {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_TEXT = 4 * 1024 * 1024;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(MAX_DEPTH)
                                    .maxNumberLength(60)
                                    .maxNameLength(1_000)
                                    .maxStringLength(MAX_TEXT)
                                    .build())
                    .build();

    private JsonText() {}

    /** Where a value stands, for those who want to know. */
    @FunctionalInterface
    private interface Places {
        Position of(JsonParser parser);
    }

    /**
     * Reads one document.
     *
     * @param file what to call the document in an error; may be empty
     */
    public static Node read(byte[] json, String file) throws InvalidDocumentException {
        return read(json, file, parser -> place(parser, file));
    }

    /**
     * Reads one document that a program wrote: nothing in it has a position, only mistakes in the
     * JSON itself are told with one.
     */
    public static Node bare(byte[] json) throws InvalidDocumentException {
        return read(json, "", parser -> Position.NONE);
    }

    private static Node read(byte[] json, String file, Places places)
            throws InvalidDocumentException {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            return document(parser, file, places);
        } catch (JacksonException e) {
            throw new InvalidDocumentException(problem(e, file));
        }
    }

    public static Node read(String json, String file) throws InvalidDocumentException {
        return read(json.getBytes(StandardCharsets.UTF_8), file);
    }

    /** Reads to the end of {@code stream}, which stays the caller's to close. */
    public static Node read(InputStream stream, String file)
            throws IOException, InvalidDocumentException {
        return read(stream.readAllBytes(), file);
    }

    public static Node read(Path file) throws IOException, InvalidDocumentException {
        return read(Files.readAllBytes(file), file.getFileName().toString());
    }

    /** Compact JSON, keys in the document's order. */
    public static String write(Node node) {
        return JsonWriter.compact(node);
    }

    public static byte[] bytes(Node node) {
        return write(node).getBytes(StandardCharsets.UTF_8);
    }

    /** Indented by two, for people. */
    public static String pretty(Node node) {
        return JsonWriter.indented(node);
    }

    private static Node document(JsonParser parser, String file, Places places)
            throws InvalidDocumentException {
        if (parser.nextToken() == null) {
            throw new InvalidDocumentException(
                    new Problem(new Position(file, 1, 1), "", "empty document", "write JSON"));
        }
        Node root = value(parser, file, places);
        if (parser.nextToken() != null) {
            throw new InvalidDocumentException(
                    new Problem(place(parser, file), "", "more text after the document", ""));
        }
        return root;
    }

    private static Node value(JsonParser parser, String file, Places places)
            throws InvalidDocumentException {
        Position at = places.of(parser);
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> mapping(parser, file, places, at);
            case START_ARRAY -> sequence(parser, file, places, at);
            case VALUE_STRING -> new Node.Text(parser.getString(), at);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Node.Decimal(parser.getString(), at);
            case VALUE_TRUE, VALUE_FALSE -> new Node.Truth(token == JsonToken.VALUE_TRUE, at);
            case VALUE_NULL -> new Node.Nothing(at);
            default -> throw new IllegalStateException("no value starts with " + token);
        };
    }

    private static Node mapping(JsonParser parser, String file, Places places, Position at)
            throws InvalidDocumentException {
        Map<String, Node> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            if (entries.containsKey(key)) {
                throw new InvalidDocumentException(
                        new Problem(
                                place(parser, file), "", "the same key twice", "keep one of them"));
            }
            parser.nextToken();
            entries.put(key, value(parser, file, places));
        }
        return new Node.Mapping(entries, at);
    }

    private static Node sequence(JsonParser parser, String file, Places places, Position at)
            throws InvalidDocumentException {
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser, file, places));
        }
        return new Node.Sequence(items, at);
    }

    private static Position place(JsonParser parser, String file) {
        return place(parser.currentTokenLocation(), file);
    }

    private static Position place(TokenStreamLocation location, String file) {
        return new Position(
                file, Math.max(location.getLineNr(), 0), Math.max(location.getColumnNr(), 0));
    }

    private static Problem problem(JacksonException e, String file) {
        TokenStreamLocation where = e.getLocation();
        Position at = where == null ? new Position(file, 0, 0) : place(where, file);
        if (e instanceof StreamConstraintsException) {
            return new Problem(
                    at,
                    "",
                    "too deep, or a text or number too long",
                    "at most " + MAX_DEPTH + " levels and " + MAX_TEXT + " characters");
        }
        return new Problem(at, "", "not valid JSON", "look at this place or just before it");
    }
}
