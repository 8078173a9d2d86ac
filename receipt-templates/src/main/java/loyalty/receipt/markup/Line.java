package loyalty.receipt.markup;

import java.util.List;
import java.util.Map;

/**
 * One line of a document, read but not laid out.
 *
 * @param number from 1
 * @param columns for {@link Kind#TEXT} at least one; else none
 * @param properties for {@link Kind#PROPERTIES}, by whole name; else none
 * @param magnet where a code or image in this line is drawn to
 */
public record Line(
        int number,
        Kind kind,
        List<Column> columns,
        Map<String, Property> properties,
        Magnet magnet) {

    /** What a line is. */
    public enum Kind {
        TEXT,
        PROPERTIES,
        RULE,
        CUT,
        /** Cannot be read, or mixes text with properties: prints nothing. */
        NOTHING
    }

    public Line {
        columns = List.copyOf(columns);
        properties = Map.copyOf(properties);
    }

    static Line of(int number, Kind kind) {
        return new Line(number, kind, List.of(), Map.of(), Magnet.CENTER);
    }
}
