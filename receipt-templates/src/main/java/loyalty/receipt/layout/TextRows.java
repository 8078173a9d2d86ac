package loyalty.receipt.layout;

import java.util.ArrayList;
import java.util.List;
import loyalty.receipt.layout.Wrapping.Piece;
import loyalty.receipt.markup.Column;
import loyalty.receipt.markup.Span;
import loyalty.receipt.page.Row;
import loyalty.receipt.page.Run;
import loyalty.receipt.page.Style;
import loyalty.receipt.page.TextRow;

/** Sets the columns of one line side by side, as many rows as the longest needs. */
final class TextRows {
    private final Area area;
    private final Settings settings;
    private final boolean ruled;

    TextRows(Area area, Settings settings, boolean ruled) {
        this.area = area;
        this.settings = settings;
        this.ruled = ruled;
    }

    /** Adds the rows; answers the letters that are wider than their column. */
    String add(List<Column> columns, List<Row> rows) {
        StringBuilder lost = new StringBuilder(0);
        List<List<Piece>> wrapped = new ArrayList<>(columns.size());
        int count = 1;
        for (int i = 0; i < columns.size(); i++) {
            List<Piece> pieces = pieces(columns.get(i), area.columns().get(i), lost);
            wrapped.add(pieces);
            count = settings.wrap() == Settings.Wrap.NONE ? 1 : Math.max(count, pieces.size());
        }
        List<Integer> bars = ruled ? Table.bars(area) : List.of();
        for (int i = 0; i < count; i++) {
            rows.add(row(columns, wrapped, i, bars));
        }
        return lost.toString();
    }

    private List<Piece> pieces(Column column, int width, StringBuilder lost) {
        return settings.wrap() == Settings.Wrap.WORDS
                ? WordWrapping.of(column, width, lost)
                : Wrapping.of(column, width, lost);
    }

    private TextRow row(
            List<Column> columns, List<List<Piece>> wrapped, int index, List<Integer> bars) {
        List<Run> runs = new ArrayList<>(4);
        int high = 1;
        int x = 2 * (area.left() + (settings.ruled() ? 1 : 0));
        for (int i = 0; i < columns.size(); i++) {
            if (index < wrapped.get(i).size()) {
                Piece piece = wrapped.get(i).get(index);
                high = Math.max(high, piece.high());
                runs(piece, x + columns.get(i).magnet().margin(piece.free()), runs);
            }
            x += 2 * (area.columns().get(i) + settings.gap());
        }
        return new TextRow(high, runs, bars, ruled);
    }

    private static void runs(Piece piece, int x, List<Run> runs) {
        int at = x;
        StringBuilder text = new StringBuilder();
        Style style = Style.PLAIN;
        for (Span span : piece.spans()) {
            if (text.length() > 0 && !span.style().equals(style)) {
                at = add(at, text, style, runs);
            }
            style = span.style();
            text.append(span.text());
        }
        if (text.length() > 0) {
            add(at, text, style, runs);
        }
    }

    private static int add(int x, StringBuilder text, Style style, List<Run> runs) {
        Run run = new Run(x, text.toString(), style);
        text.setLength(0);
        runs.add(run);
        return run.end();
    }
}
