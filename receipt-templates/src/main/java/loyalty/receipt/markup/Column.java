package loyalty.receipt.markup;

import java.util.List;

/** The content of one text column, before wrapping. */
public record Column(Magnet magnet, List<Span> spans) {
    public Column {
        spans = List.copyOf(spans);
    }
}
