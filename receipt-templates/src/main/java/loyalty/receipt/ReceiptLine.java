package loyalty.receipt;

import java.util.ArrayList;
import java.util.List;
import loyalty.receipt.layout.Layout;
import loyalty.receipt.markup.Line;
import loyalty.receipt.markup.Markup;
import loyalty.receipt.page.Page;
import loyalty.receipt.page.Problem;

/**
 * ReceiptLine markup to paper: {@code ReceiptLine.lay(markup, 32)}. Same markup and width, same
 * page. Never fails on any text: what cannot be read is left out and told in {@link
 * Page#problems()}.
 */
public final class ReceiptLine {
    private ReceiptLine() {}

    /**
     * Lays {@code markup} out for paper this many cells wide; raw printer commands are left out.
     */
    public static Page lay(String markup, int columns) {
        return lay(markup, columns, false);
    }

    /** The same, letting raw printer commands through: only for markup from a signed template. */
    public static Page layTrusted(String markup, int columns) {
        return lay(markup, columns, true);
    }

    private static Page lay(String markup, int columns, boolean commands) {
        Page.requireColumns(columns);
        List<Problem> problems = new ArrayList<>();
        List<Line> lines = Markup.read(markup, problems);
        return Layout.of(lines, columns, commands, problems);
    }
}
