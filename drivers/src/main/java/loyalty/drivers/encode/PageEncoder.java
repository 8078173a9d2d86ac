package loyalty.drivers.encode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import loyalty.drivers.profile.PrinterProfile;
import loyalty.receipt.codepage.CodePage;
import loyalty.receipt.page.Bitmap;
import loyalty.receipt.page.BoxRow;
import loyalty.receipt.page.CodeRow;
import loyalty.receipt.page.CommandRow;
import loyalty.receipt.page.CutRow;
import loyalty.receipt.page.ImageRow;
import loyalty.receipt.page.Page;
import loyalty.receipt.page.Row;
import loyalty.receipt.page.Run;
import loyalty.receipt.page.Style;
import loyalty.receipt.page.TextRow;
import loyalty.receipt.raster.Dots;

/** Turns pages into one printer's commands. Immutable, for any thread. */
public final class PageEncoder {
    private static final int CHEAP_BLANKS = 4;

    private final PrinterProfile profile;
    private final LetterRules rules;
    private final Supplier<PrinterCommands> dialect;
    private final Ladder ladder;

    /**
     * @param dialect makes a fresh set of commands for each page
     */
    public PageEncoder(
            PrinterProfile profile, LetterRules rules, Supplier<PrinterCommands> dialect) {
        this.profile = profile;
        this.rules = rules;
        this.dialect = dialect;
        List<NumberedPage> pages = new ArrayList<>();
        profile.codePages().forEach((name, number) -> pages.add(numbered(name, number)));
        this.ladder = new Ladder(pages, rules.substitute());
    }

    private static NumberedPage numbered(String name, int number) {
        return CodePage.named(name)
                .map(page -> new NumberedPage(page, number))
                .orElseThrow(() -> new IllegalArgumentException("no table of code page " + name));
    }

    /**
     * The same page for a second print: raw commands, which might open the drawer, are left out.
     */
    public Encoded encodeCopy(Page page) throws UnprintableException {
        List<Row> rows = page.rows().stream().filter(row -> !(row instanceof CommandRow)).toList();
        return encode(new Page(page.columns(), rows, page.problems()));
    }

    /**
     * The page in the printer's language.
     *
     * @throws UnprintableException only if the rules say to refuse
     */
    public Encoded encode(Page page) throws UnprintableException {
        Writing writing = new Writing(page, dialect.get());
        for (Row row : page.rows()) {
            writing.row(row);
        }
        return writing.end();
    }

    /** One page on its way. */
    private final class Writing implements Row.Reader<Boolean> {
        private final Page page;
        private final PrinterCommands commands;
        private final List<Replacement> replaced = new ArrayList<>();
        private final List<Replacement> lacking = new ArrayList<>();
        private int row = -1;
        private int lines;
        private int pageInUse = -1;
        private int emptyRows;
        private boolean cutLast;
        private int cursor;
        private Style style = Style.PLAIN;

        Writing(Page page, PrinterCommands commands) {
            this.page = page;
            this.commands = commands;
        }

        void row(Row next) {
            row++;
            boolean empty =
                    next instanceof TextRow text && text.runs().isEmpty() && text.bars().isEmpty();
            if (empty) {
                emptyRows++;
                return;
            }
            feedEmptyRows();
            cutLast = next instanceof CutRow;
            next.read(this);
        }

        private void feedEmptyRows() {
            if (emptyRows > 0) {
                commands.feed(emptyRows);
                lines += emptyRows;
                emptyRows = 0;
                cutLast = false;
            }
        }

        Encoded end() throws UnprintableException {
            if (!lacking.isEmpty()) throw new UnprintableException(profile.model(), lacking);
            if (!cutLast) { // empty rows after a last cut would be a piece of white paper
                feedEmptyRows();
                commands.cut();
            }
            return new Encoded(commands.bytes(), replaced, lines);
        }

        @Override
        public Boolean text(TextRow text) {
            List<Run> runs = new ArrayList<>(text.runs());
            for (int bar : text.bars()) {
                runs.add(new Run(bar, "│", Style.PLAIN.sized(1, text.high())));
            }
            runs.sort((a, b) -> a.x() - b.x());
            return runsOrPicture(runs, text);
        }

        @Override
        public Boolean box(BoxRow box) {
            int blanks = box.line().length() - box.line().stripLeading().length();
            String line = box.line().strip();
            if (line.isEmpty()) return nothing();
            return runsOrPicture(List.of(new Run(box.x() + 2 * blanks, line, Style.PLAIN)), box);
        }

        private boolean nothing() {
            commands.feed(1);
            lines++;
            return true;
        }

        private boolean runsOrPicture(List<Run> runs, Row whole) {
            Optional<List<Run>> said = say(runs);
            if (said.isPresent()) {
                said.get().forEach(this::run);
                commands.feed(1);
                cursor = 0;
            } else {
                picture(0, Dots.of(whole, page.columns()));
            }
            lines++;
            return said.isPresent();
        }

        /** The runs as the printer can say them, in their places; empty if it cannot. */
        private Optional<List<Run>> say(List<Run> runs) {
            List<Replacement> told = new ArrayList<>();
            List<Run> said = new ArrayList<>();
            List<Run> asked = new ArrayList<>();
            boolean whole = true;
            for (Run run : runs) {
                Optional<String> text =
                        ladder.sayable(
                                run.text(),
                                (letter, by) -> told.add(new Replacement(row, letter, by)));
                whole &= text.isPresent() && commands.can(run.style());
                if (text.isEmpty() || text.get().isEmpty()) continue;
                said.add(new Run(run.x(), text.get(), run.style()));
                asked.add(run);
            }
            Optional<List<Run>> placed =
                    whole ? Places.fit(said, asked, 2 * page.columns()) : Optional.empty();
            tell(told, placed.isPresent());
            return placed;
        }

        private void tell(List<Replacement> told, boolean said) {
            for (Replacement one : told) {
                boolean drawn = !said || one.drawn();
                if (drawn && rules.otherwise() == LetterRules.Otherwise.REFUSE) lacking.add(one);
                replaced.add(drawn ? new Replacement(one.row(), one.letter(), "") : one);
            }
        }

        private void run(Run run) {
            int target = run.x() * Page.HALF_CELL;
            if (!blanks(target, run.style())) {
                commands.style(run.style());
                style = run.style();
                if (!blanks(target, run.style())) move(target);
            }
            commands.style(run.style());
            style = run.style();
            for (Piece piece : ladder.pieces(run.text(), pageInUse)) {
                if (piece.page() >= 0) {
                    pageInUse = piece.page();
                    commands.page(ladder.pages().get(pageInUse).number());
                }
                commands.letters(piece.codes());
            }
            cursor = target + Page.CELL_WIDE * run.cells();
        }

        /**
         * Bridges the gap with blanks in the present style, if that is right and cheap. A tall
         * blank would make the line as tall.
         */
        private boolean blanks(int target, Style wanted) {
            int wide = Page.CELL_WIDE * style.wide();
            int gap = target - cursor;
            if (gap == 0) return true;
            boolean seen = style.underlined() || style.inverted() || style.high() > wanted.high();
            if (seen || gap < 0 || gap % wide != 0) return false;
            if (gap / wide > Math.min(CHEAP_BLANKS, commands.moveCost())) return false;
            commands.letters(" ".repeat(gap / wide).getBytes(StandardCharsets.US_ASCII));
            cursor = target;
            return true;
        }

        private void move(int target) {
            if (commands.moveCost() < Integer.MAX_VALUE) {
                commands.moveTo(target);
            } else if (target > cursor) {
                commands.style(Style.PLAIN);
                style = Style.PLAIN;
                int cells = (target - cursor + Page.HALF_CELL) / Page.CELL_WIDE;
                commands.letters(" ".repeat(cells).getBytes(StandardCharsets.US_ASCII));
            }
            cursor = target;
        }

        @Override
        public Boolean image(ImageRow image) {
            picture(image.x(), image.picture());
            return true;
        }

        @Override
        public Boolean code(CodeRow code) {
            if (!commands.code(code.x(), code.symbol())) {
                picture(code.x(), Dots.of(code.symbol()));
            }
            return true;
        }

        private void picture(int x, Bitmap picture) {
            Crop.of(x, picture, profile.paper().dots())
                    .ifPresent(part -> commands.picture(part.x(), part.picture()));
        }

        @Override
        public Boolean cut(CutRow cut) {
            commands.cut();
            return true;
        }

        @Override
        public Boolean command(CommandRow command) {
            commands.raw(command.bytes().getBytes(StandardCharsets.ISO_8859_1));
            pageInUse = -1;
            return true;
        }
    }
}
