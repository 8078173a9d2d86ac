package loyalty.receipt.markup;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import loyalty.receipt.page.Problem;

/** Reads a ReceiptLine document. */
public final class Markup {
    private Markup() {}

    /**
     * Reads every line; what is wrong in one line does not disturb the others.
     *
     * @param problems receives what could not be read
     */
    public static List<Line> read(String document, List<Problem> problems) {
        String text = document.startsWith("\uFEFF") ? document.substring(1) : document;
        String normal = Normalizer.normalize(text, Normalizer.Form.NFC);
        List<Line> lines = new ArrayList<>();
        int start = 0;
        while (start <= normal.length()) {
            int end = endOfLine(normal, start);
            int number = lines.size() + 1;
            lines.add(new LineReader(number, normal.substring(start, end), problems).read());
            start = afterLineEnd(normal, end);
        }
        return lines;
    }

    private static int endOfLine(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
        return at;
    }

    /** The start of the next line; beyond the text when there is none. */
    private static int afterLineEnd(String text, int end) {
        boolean both = text.startsWith("\r\n", end);
        return end + (both ? 2 : 1);
    }
}
