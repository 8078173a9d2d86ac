package loyalty.drivers.paper;

import java.util.ArrayList;
import java.util.List;
import loyalty.receipt.page.Bitmap;

/** The line being gathered: nothing of it is on paper before the line feed. */
final class LineBuffer {
    private static final int LETTER_WIDE = 12;
    private static final int LETTER_HIGH = 24;

    private final Paper paper;
    private final Typeface typeface;
    private final List<Mark> marks = new ArrayList<>();
    private int cursor;

    LineBuffer(Paper paper, Typeface typeface) {
        this.paper = paper;
        this.typeface = typeface;
    }

    boolean empty() {
        return marks.isEmpty();
    }

    int cursor() {
        return cursor;
    }

    void moveTo(int dots) {
        cursor = Math.max(0, dots);
    }

    /** Adds a letter; one that does not fit begins the next line, as the machine does. */
    void letter(char letter, PenState pen) {
        int wide = LETTER_WIDE * pen.wide;
        if (pen.marginDots + cursor + wide > paper.dotsWide()) print(pen);
        Bitmap dots = Letters.styled(typeface.letter(letter, pen.bold), pen);
        marks.add(new Mark(cursor, dots, String.valueOf(letter) + " ".repeat(pen.wide - 1)));
        cursor += wide;
    }

    void picture(Bitmap dots) {
        marks.add(new Mark(cursor, dots, ""));
        cursor += dots.wide();
    }

    /** Line feed: what was gathered goes on paper, aligned as the pen says. */
    void print(PenState pen) {
        int shift = pen.marginDots + indent(pen, cursor);
        List<Mark> placed =
                marks.stream()
                        .map(mark -> new Mark(mark.x() + shift, mark.dots(), mark.text()))
                        .toList();
        paper.line(placed, pen.lineSpacing);
        clear();
    }

    /** Where something {@code wide} begins under the present alignment. */
    int indent(PenState pen, int wide) {
        int free = Math.max(0, paper.dotsWide() - pen.marginDots - wide);
        return free * pen.align / 2;
    }

    /** Puts a picture of its own on paper, below anything gathered before. */
    void standalone(Bitmap dots, String words, PenState pen) {
        if (!empty()) print(pen);
        paper.picture(pen.marginDots + indent(pen, dots.wide()) + cursor, dots, words);
        cursor = 0;
    }

    void clear() {
        marks.clear();
        cursor = 0;
    }

    static int letterHigh() {
        return LETTER_HIGH;
    }
}
