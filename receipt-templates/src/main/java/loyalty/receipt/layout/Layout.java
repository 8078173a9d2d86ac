package loyalty.receipt.layout;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import loyalty.receipt.code.CodeOption;
import loyalty.receipt.code.UnprintableCodeException;
import loyalty.receipt.markup.Column;
import loyalty.receipt.markup.Line;
import loyalty.receipt.markup.Magnet;
import loyalty.receipt.markup.Property;
import loyalty.receipt.page.Bitmap;
import loyalty.receipt.page.BoxRow;
import loyalty.receipt.page.CodeRow;
import loyalty.receipt.page.CommandRow;
import loyalty.receipt.page.CutRow;
import loyalty.receipt.page.ImageRow;
import loyalty.receipt.page.Page;
import loyalty.receipt.page.Problem;
import loyalty.receipt.page.Row;
import loyalty.receipt.page.Symbol;
import loyalty.receipt.raster.PngReader;
import loyalty.receipt.raster.UnreadablePictureException;

/** Lays the lines of one document out. Single use, single thread. */
public final class Layout {
    private static final Column EMPTY = new Column(Magnet.CENTER, List.of());

    private final int columns;
    private final boolean commands;
    private final List<Problem> problems;
    private final List<Row> rows = new ArrayList<>();
    private final Table table = new Table(rows);
    private Settings settings = Settings.DEFAULT;

    private Layout(int columns, boolean commands, List<Problem> problems) {
        this.columns = columns;
        this.commands = commands;
        this.problems = problems;
    }

    /**
     * The page for these lines.
     *
     * @param commands whether raw printer commands are let through; without, each is a problem
     * @param problems what was already found wrong; what layout finds is added
     */
    public static Page of(List<Line> lines, int columns, boolean commands, List<Problem> problems) {
        Layout layout = new Layout(columns, commands, problems);
        lines.forEach(layout::add);
        layout.table.close();
        return new Page(columns, layout.rows, problems);
    }

    private void add(Line line) {
        switch (line.kind()) {
            case TEXT -> text(line);
            case PROPERTIES -> properties(line);
            case RULE -> rule();
            case CUT -> cut();
            case NOTHING -> {}
        }
    }

    private void rule() {
        if (table.rule()) {
            Area area = lineArea();
            rows.add(new BoxRow(2 * area.left(), "─".repeat(area.width()), false));
        }
    }

    private void cut() {
        table.cut();
        rows.add(new CutRow());
    }

    private void text(Line line) {
        List<Column> shown = new ArrayList<>(4);
        List<Integer> widths = new ArrayList<>(4);
        int max = settings.columnsMax(columns);
        int count = Math.max(line.columns().size(), settings.widths().size());
        for (int i = 0; i < count; i++) {
            int width = wished(i);
            if (width == 0) {
                lost(line, i, "a column of width 0");
            } else if (shown.size() == max) {
                lost(line, i, "no room for more than " + max + " columns");
            } else {
                shown.add(i < line.columns().size() ? line.columns().get(i) : EMPTY);
                widths.add(width);
            }
        }
        Area area = Area.of(columns, widths, settings.borders(widths.size()), settings);
        boolean ruled = table.text(area);
        String tooWide = new TextRows(area, settings, ruled).add(shown, rows);
        if (!tooWide.isEmpty()) {
            complain(line, 0, "wider than its column and not printed: " + tooWide);
        }
    }

    private int wished(int index) {
        List<Integer> widths = settings.widths();
        if (widths.isEmpty()) {
            return Settings.STAR;
        }
        return index < widths.size() ? widths.get(index) : 0;
    }

    /** Tells of text that the settings leave no place for; an empty column is no loss. */
    private void lost(Line line, int index, String why) {
        if (index < line.columns().size() && !line.columns().get(index).spans().isEmpty()) {
            complain(line, 0, "column " + (index + 1) + " is not printed: " + why);
        }
    }

    private void properties(Line line) {
        Map<String, Property> given = line.properties();
        boolean wasRuled = settings.ruled();
        settings = settings.with(given);
        if (!wasRuled && settings.ruled()) {
            table.open();
        } else if (wasRuled && !settings.ruled()) {
            table.close();
        }
        Property image = given.get("image");
        if (image != null) {
            image(line, image);
        }
        Property code = given.get("code");
        if (code != null) {
            code(line, code);
        }
        Property command = given.get("command");
        if (command != null) {
            command(line, command);
        }
    }

    private void image(Line line, Property image) {
        try {
            Bitmap picture = PngReader.read(base64(image.value()));
            rows.add(new ImageRow(place(picture.wide(), line.magnet()), picture));
        } catch (UnreadablePictureException e) {
            complain(line, image.column(), "the image is not printed: " + e.getMessage());
        }
    }

    /** Reads base64 as forgivingly as browsers do: blanks and padding do not matter. */
    private static byte[] base64(String value) {
        int padding = value.indexOf('=');
        String letters =
                (padding < 0 ? value : value.substring(0, padding))
                        .replaceAll("[^A-Za-z0-9+/]", "");
        int whole = letters.length() % 4 == 1 ? letters.length() - 1 : letters.length();
        return Base64.getDecoder().decode(letters.substring(0, whole));
    }

    private void code(Line line, Property code) {
        CodeOption option = settings.option();
        try {
            Fitting.of(option, code.value(), columns * Page.CELL_WIDE)
                    .ifPresentOrElse(
                            symbol -> place(line, code, option, symbol),
                            () ->
                                    complain(
                                            line,
                                            code.column(),
                                            "the code is wider than the paper; it is not printed"));
        } catch (UnprintableCodeException e) {
            complain(line, code.column(), "the code is not printed: " + e.getMessage());
        }
    }

    private void place(Line line, Property code, CodeOption wished, Symbol symbol) {
        if (symbol.dots() < (symbol.qr() ? wished.cell() : wished.module())) {
            complain(
                    line, code.column(), "the code is wider than the paper; it is printed smaller");
        }
        int x = place(symbol.dotsWide(), line.magnet());
        int most = columns * Page.CELL_WIDE - symbol.dotsWide();
        rows.add(new CodeRow(Math.max(0, Math.min(x, most)), symbol));
    }

    private void command(Line line, Property command) {
        if (!commands) {
            complain(
                    line,
                    command.column(),
                    "commands are only for signed templates; it is not sent");
        } else if (command.value().chars().anyMatch(c -> c > 0xFF)) {
            complain(line, command.column(), "a command is made of bytes; it is not sent");
        } else {
            rows.add(new CommandRow(command.value()));
        }
    }

    /** The left edge in dots of something this wide. */
    private int place(int dotsWide, Magnet magnet) {
        Area area = lineArea();
        int free = area.width() * Page.CELL_WIDE - dotsWide;
        return area.left() * Page.CELL_WIDE + Math.floorDiv(magnet.margin(free), 2);
    }

    private Area lineArea() {
        int width = settings.lineWidth();
        List<Integer> wished = width == 0 ? List.of() : Collections.singletonList(width);
        return Area.of(columns, wished, 0, settings);
    }

    private void complain(Line line, int column, String message) {
        problems.add(new Problem(line.number(), column, message));
    }
}
