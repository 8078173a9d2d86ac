package loyalty.drivers.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import loyalty.receipt.page.Bitmap;
import loyalty.receipt.page.Canvas;
import loyalty.receipt.raster.PngWriter;

/**
 * What came out of the machine: lines of text, dots, cuts, and where one roll ended and the next
 * began. Grows only. Not thread-safe.
 */
public final class Paper {
    private static final int CELL = 12;

    private final Roll roll;
    private final List<String> lines = new ArrayList<>();
    private final List<Cut> cuts = new ArrayList<>();
    private final List<Integer> rolls = new ArrayList<>();
    private int position;

    /** Where the blade fell: after so many lines and dot rows. */
    private record Cut(int line, int row) {}

    Paper(int dotsWide) {
        roll = new Roll(dotsWide);
    }

    int dotsWide() {
        return roll.wide();
    }

    /** Puts a finished line on paper; all its marks stand on one bottom line. */
    void line(List<Mark> marks, int spacing) {
        int tallest = marks.stream().mapToInt(mark -> mark.dots().high()).max().orElse(0);
        for (Mark mark : marks) {
            roll.picture(mark.x(), position + tallest - mark.dots().high(), mark.dots());
        }
        lines.add(textOf(marks));
        feed(Math.max(spacing, tallest));
    }

    /** Puts a picture below the last line, with what it says in words. */
    void picture(int x, Bitmap picture, String words) {
        roll.picture(x, position, picture);
        lines.add(words);
        feed(picture.high());
    }

    /** Moves the paper without writing a line. */
    void feed(int dots) {
        position += dots;
        roll.unroll(position);
    }

    void cut() {
        cuts.add(new Cut(lines.size(), position));
    }

    /** From here on it is another roll. */
    void newRoll() {
        rolls.add(lines.size());
    }

    private static String textOf(List<Mark> marks) {
        StringBuilder text = new StringBuilder();
        for (Mark mark : marks) {
            if (mark.text().isEmpty()) continue;
            int column = (mark.x() + CELL / 2) / CELL;
            while (text.length() < column) text.append(' ');
            text.append(mark.text());
        }
        return text.toString().stripTrailing();
    }

    /** Dot rows fed so far. */
    public int length() {
        return position;
    }

    public int cuts() {
        return cuts.size();
    }

    /** Every line ever printed. Pictures and codes stand in brackets. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** The lines by roll: one more list than rolls were changed. */
    public List<List<String>> rolls() {
        List<List<String>> all = new ArrayList<>();
        int from = 0;
        for (int to : rolls) {
            all.add(List.copyOf(lines.subList(from, to)));
            from = to;
        }
        all.add(List.copyOf(lines.subList(from, lines.size())));
        return all;
    }

    /** The pieces between cuts; the last one may still hang in the machine. */
    public List<Receipt> receipts() {
        List<Receipt> all = new ArrayList<>();
        Cut from = new Cut(0, 0);
        for (Cut to : cuts) {
            all.add(piece(from, to));
            from = to;
        }
        if (from.line < lines.size()) all.add(piece(from, new Cut(lines.size(), position)));
        return all;
    }

    private Receipt piece(Cut from, Cut to) {
        return new Receipt(
                List.copyOf(lines.subList(from.line, to.line)), roll.piece(from.row, to.row));
    }

    /** Everything as one picture. */
    public Bitmap picture() {
        return roll.piece(0, position);
    }

    /** Everything as one text, scissors where it was cut. */
    public String text() {
        return receipts().stream()
                .map(receipt -> String.join("\n", receipt.lines()))
                .collect(Collectors.joining("\n8< - - - - - - - -\n", "", "\n"));
    }

    /** One piece of paper. */
    public record Receipt(List<String> lines, Bitmap picture) {
        private static final int MARGIN = 24;

        public Receipt {
            lines = List.copyOf(lines);
        }

        /** The picture as a PNG file, with a margin as paper has. */
        public byte[] png() {
            Canvas sheet = new Canvas(picture.wide() + 2 * MARGIN, picture.high() + 2 * MARGIN);
            sheet.draw(MARGIN, MARGIN, picture);
            return PngWriter.write(sheet.bitmap());
        }
    }
}
