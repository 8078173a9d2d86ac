package loyalty.receipt.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import loyalty.receipt.code.CodeOption;
import loyalty.receipt.markup.Magnet;
import loyalty.receipt.markup.Property;
import loyalty.receipt.page.Page;

/**
 * What property lines have set so far.
 *
 * @param widths cells per column, {@link #STAR} for a free one; empty means all are free
 * @param border cells between columns, or {@link #LINE}
 * @param align where lines narrower than the paper stand
 */
record Settings(List<Integer> widths, int border, Magnet align, Wrap wrap, CodeOption option) {
    /** What happens to text that is longer than its column. */
    enum Wrap {
        LETTERS,
        WORDS,
        NONE
    }

    static final int STAR = -1;
    static final int LINE = -1;
    private static final Pattern LIST = Pattern.compile("[\\t ]+|,");
    private static final Pattern NUMBER = Pattern.compile("0*([0-9]+)");
    private static final Pattern BORDER = Pattern.compile("0*[012]");
    static final Settings DEFAULT =
            new Settings(List.of(), 1, Magnet.CENTER, Wrap.LETTERS, CodeOption.DEFAULT);

    Settings with(Map<String, Property> properties) {
        return new Settings(
                properties.containsKey("width") ? widths(word(properties, "width")) : widths,
                properties.containsKey("border") ? border(word(properties, "border")) : border,
                properties.containsKey("align") ? align(word(properties, "align")) : align,
                properties.containsKey("text") ? wrap(word(properties, "text")) : wrap,
                properties.containsKey("option")
                        ? CodeOption.read(word(properties, "option"))
                        : option);
    }

    boolean ruled() {
        return border == LINE;
    }

    /** Cells lost to borders between and around this many columns. */
    int borders(int columns) {
        if (columns == 0) {
            return 0;
        }
        return ruled() ? columns + 1 : (columns - 1) * border;
    }

    /** Cells from the start of one column's content to the next's, beside its width. */
    int gap() {
        return ruled() ? 1 : border;
    }

    /** How many columns a paper can hold at all. */
    int columnsMax(int paper) {
        return ruled() ? (paper - 1) / 2 : (paper + border) / (border + 1);
    }

    /** The width of everything that is not text: as wide as a full line of columns. */
    int lineWidth() {
        if (widths.isEmpty() || widths.contains(STAR)) {
            return STAR;
        }
        List<Integer> shown = widths.stream().filter(width -> width > 0).toList();
        return shown.stream().mapToInt(Integer::intValue).sum() + borders(shown.size());
    }

    private static String word(Map<String, Property> properties, String name) {
        Property property = properties.get(name);
        return property == null ? "" : property.value().toLowerCase(Locale.ROOT);
    }

    private static List<Integer> widths(String value) {
        List<Integer> widths = new ArrayList<>();
        for (String word : LIST.split(value, -1)) {
            if (word.equals("auto")) {
                return List.of();
            }
            widths.add(width(word));
        }
        return List.copyOf(widths);
    }

    /** A wish wider than any paper is a wish for the widest. */
    private static int width(String word) {
        if (word.equals("*")) {
            return STAR;
        }
        Matcher number = NUMBER.matcher(word);
        if (!number.matches()) {
            return 0;
        }
        String digits = number.group(1);
        return digits.length() > 3
                ? Page.COLUMNS_MAX
                : Math.min(Page.COLUMNS_MAX, Integer.parseInt(digits));
    }

    private static int border(String value) {
        return switch (value) {
            case "line" -> LINE;
            case "none" -> 0;
            default -> BORDER.matcher(value).matches() ? value.charAt(value.length() - 1) - '0' : 1;
        };
    }

    private static Wrap wrap(String value) {
        return switch (value) {
            case "nowrap" -> Wrap.NONE;
            case "words" -> Wrap.WORDS;
            default -> Wrap.LETTERS;
        };
    }

    private static Magnet align(String value) {
        return switch (value) {
            case "left" -> Magnet.LEFT;
            case "right" -> Magnet.RIGHT;
            default -> Magnet.CENTER;
        };
    }
}
