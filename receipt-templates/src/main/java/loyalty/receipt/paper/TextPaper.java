package loyalty.receipt.paper;

import loyalty.receipt.page.BoxRow;
import loyalty.receipt.page.Cells;
import loyalty.receipt.page.CodeRow;
import loyalty.receipt.page.CommandRow;
import loyalty.receipt.page.CutRow;
import loyalty.receipt.page.ImageRow;
import loyalty.receipt.page.Page;
import loyalty.receipt.page.Row;
import loyalty.receipt.page.Run;
import loyalty.receipt.page.TextRow;

/**
 * A page as plain text, also for a POS that prints the lines on its fiscal printer itself. Scaled
 * letters are followed by blanks up to their width; codes, images and cuts leave nothing.
 */
public final class TextPaper {
    private TextPaper() {}

    /** One line per row, each ended by a line feed, blanks at line ends left out. */
    public static String of(Page page) {
        StringBuilder text = new StringBuilder();
        Lines lines = new Lines(text);
        for (Row row : page.rows()) {
            row.read(lines);
        }
        return text.toString();
    }

    /** Writes each kind of row. */
    private static final class Lines implements Row.Reader<StringBuilder> {
        private final StringBuilder text;

        Lines(StringBuilder text) {
            this.text = text;
        }

        @Override
        public StringBuilder text(TextRow row) {
            int at = 0;
            int bar = 0;
            for (Run run : row.runs()) {
                for (; bar < row.bars().size() && row.bars().get(bar) < run.x(); bar++) {
                    at = put(at, row.bars().get(bar) / 2, "|", 1);
                }
                at = put(at, (run.x() + 1) / 2, spread(run), run.cells());
            }
            for (; bar < row.bars().size(); bar++) {
                at = put(at, row.bars().get(bar) / 2, "|", 1);
            }
            return endLine();
        }

        /** Writes {@code letters} at cell {@code wished}; answers the cell after them. */
        private int put(int at, int wished, String letters, int cells) {
            text.append(" ".repeat(Math.max(0, wished - at))).append(letters);
            return Math.max(at, wished) + cells;
        }

        private static String spread(Run run) {
            int scale = run.style().wide();
            if (scale == 1) {
                return run.text();
            }
            StringBuilder letters = new StringBuilder();
            for (int at = 0; at < run.text().length(); ) {
                int next = Cells.next(run.text(), at);
                letters.append(run.text(), at, next);
                letters.append(" ".repeat(Cells.of(run.text().codePointAt(at)) * (scale - 1)));
                at = next;
            }
            return letters.toString();
        }

        @Override
        public StringBuilder box(BoxRow row) {
            text.append(" ".repeat(row.x() / 2));
            for (int i = 0; i < row.line().length(); i++) {
                char line = row.line().charAt(i);
                text.append(line == '─' ? '-' : line == ' ' ? ' ' : '+');
            }
            return endLine();
        }

        @Override
        public StringBuilder image(ImageRow row) {
            return text;
        }

        @Override
        public StringBuilder code(CodeRow row) {
            return text;
        }

        @Override
        public StringBuilder cut(CutRow row) {
            return text;
        }

        @Override
        public StringBuilder command(CommandRow row) {
            return text;
        }

        private StringBuilder endLine() {
            int end = text.length();
            while (end > 0 && text.charAt(end - 1) == ' ') {
                end--;
            }
            text.setLength(end);
            return text.append('\n');
        }
    }
}
