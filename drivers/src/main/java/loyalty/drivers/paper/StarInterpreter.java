package loyalty.drivers.paper;

import java.nio.charset.StandardCharsets;
import loyalty.receipt.page.Bitmap;

/** Star Line Mode, as far as receipts use it. Anything else is refused. */
final class StarInterpreter implements Interpreter {
    private static final int ESC = 0x1B;
    private static final int DEFAULT_SPACING = 32;

    private final PrinterMachine machine;
    private final LineBuffer line;
    private final CodePainter painter;
    private PenState pen;
    private boolean automatic;
    private int counted;

    StarInterpreter(PrinterMachine machine, Typeface typeface) {
        this.machine = machine;
        this.line = new LineBuffer(machine.paper(), typeface);
        this.painter = new CodePainter(typeface);
        this.pen = freshPen();
    }

    private PenState freshPen() {
        return new PenState(machine.model().maker().firstPage(), DEFAULT_SPACING, false);
    }

    @Override
    public void reset() {
        line.clear();
        pen = freshPen();
        painter.reset();
        counted = 0;
    }

    @Override
    public void overheard(int value) {
        // everything queues in this dialect
    }

    @Override
    public void step(Command command) {
        int first = command.next();
        switch (first) {
            case 0x00, 0x0D -> {}
            case 0x07 -> machine.kickDrawer();
            case 0x09 -> line.moveTo((line.cursor() / 96 + 1) * 96);
            case 0x0A -> line.print(pen);
            case 0x0E -> pen.wide = 2;
            case 0x14 -> pen.wide = 1;
            case 0x17 -> count();
            case 0x18 -> {
                reset();
                machine.dropWaiting();
            }
            case ESC -> escape(command, command.next());
            default -> letter(first);
        }
    }

    private void letter(int code) {
        if (code < 0x20) throw new Refusal("no such control byte:", code);
        line.letter(PageLetters.of(pen.page, code), pen);
    }

    private void count() {
        counted = (counted + 1) % 32;
        statusChanged();
    }

    private void escape(Command command, int code) {
        switch (code) {
            case '@' -> reset();
            case '-' -> pen.underlined = (command.next() & 1) != 0;
            case '0' -> pen.lineSpacing = 25;
            case 'z' -> pen.lineSpacing = (command.next() & 1) != 0 ? 32 : 24;
            case '4' -> pen.inverted = true;
            case '5' -> pen.inverted = false;
            case 'E' -> pen.bold = true;
            case 'F' -> pen.bold = false;
            case 'J' -> feedDots(2 * command.next());
            case 'I' -> feedDots(command.next());
            case 'W' -> pen.wide = 1 + Math.min(5, command.next() & 7);
            case 'h' -> pen.high = 1 + Math.min(5, command.next() & 7);
            case 'a' -> feedLines(command.next());
            case 'b' -> barcode(command);
            case 'd' -> cut(command.next());
            case 'i' -> size(command.next(), command.next());
            case 'k' -> strip(command);
            case 0x06 -> {
                if (command.next() != 0x01) throw new Refusal("no such request:", ESC, code);
                sendStatus();
            }
            case 0x07 -> command.next(2);
            case 0x1D -> group(command, command.next());
            case 0x1E -> settings(command, command.next());
            default -> throw new Refusal("no such command:", ESC, code);
        }
    }

    private void feedDots(int dots) {
        int spacing = pen.lineSpacing;
        pen.lineSpacing = dots;
        line.print(pen);
        pen.lineSpacing = spacing;
    }

    private void feedLines(int count) {
        for (int i = 0; i < count; i++) line.print(pen);
    }

    private void size(int high, int wide) {
        if (high > 5 || wide > 5) throw new Refusal("no such letter size:", high, wide);
        pen.high = high + 1;
        pen.wide = wide + 1;
    }

    private void cut(int mode) {
        int kind = mode & 3;
        if (mode > 3 && (mode < 48 || mode > 51)) throw new Refusal("no such cut:", mode);
        if (!line.empty()) line.print(pen);
        if (kind >= 2) machine.paper().feed(96);
        machine.cutNow();
    }

    /** A strip of 24 rows; it is printed by the line feed after it. */
    private void strip(Command command) {
        int bytesWide = command.nextPair();
        byte[] data = command.next(24 * bytesWide);
        line.picture(new Bitmap(8 * bytesWide, 24, data));
    }

    private void barcode(Command command) {
        int kind = command.next() & 0x0F;
        int caption = command.next() & 0x0F;
        int mode = command.next() & 0x0F;
        int high = command.next();
        byte[] data = command.until(0x1E);
        painter.captionPlace = caption == 2 || caption == 4 ? 2 : 0;
        painter.dots = 1 + mode;
        painter.high = high;
        String text = new String(data, StandardCharsets.ISO_8859_1);
        painter.barcode(asEpson(kind), text)
                .ifPresentOrElse(
                        bars -> line.standalone(bars, painter.words(), pen),
                        () -> machine.refuse("barcode " + kind + " cannot be \"" + text + "\""));
    }

    /** Star counts UPC-E, UPC-A, EAN-8, EAN-13, Code 39, ITF, Code 128, Code 93, Codabar. */
    private static int asEpson(int kind) {
        return switch (kind) {
            case 0 -> 1;
            case 1 -> 0;
            case 2 -> 3;
            case 3 -> 2;
            case 4 -> 4;
            case 5 -> 5;
            case 6 -> 8;
            case 7 -> 7;
            case 8 -> 6;
            default -> -1;
        };
    }

    private void group(Command command, int code) {
        switch (code) {
            case 't' -> page(command.next());
            case 'A' -> line.moveTo(command.nextPair());
            case 'R' -> line.moveTo(line.cursor() + (short) command.nextPair());
            case 'a' -> align(command.next());
            case 'y' -> qr(command, command.next());
            default -> throw new Refusal("no such command:", ESC, 0x1D, code);
        }
    }

    private void align(int value) {
        int side = value & 3;
        if (side == 3) throw new Refusal("no such alignment:", value);
        if (!line.empty()) machine.refuse("ESC GS a in the middle of a line does nothing");
        else pen.align = side;
    }

    private void page(int number) {
        pen.page = machine.model().maker().page(number);
        if (pen.page.isEmpty()) {
            pen.page = machine.model().maker().firstPage();
            machine.refuse("this machine has no code page " + number);
        }
    }

    private void qr(Command command, int code) {
        switch (code) {
            case 'S' -> {
                int what = command.next();
                int value = command.next();
                if (what == '1') painter.level = value;
                else if (what == '2') painter.cell = value;
                else if (what != '0') throw new Refusal("no such QR setting:", what);
            }
            case 'D' -> {
                if (command.next() != '1') throw new Refusal("manual QR data is not played here");
                command.next();
                byte[] data = command.next(command.nextPair());
                painter.stored = new String(data, StandardCharsets.UTF_8);
            }
            case 'P' -> line.standalone(painter.qr(), painter.words(), pen);
            default -> throw new Refusal("no such command:", ESC, 0x1D, 'y', code);
        }
    }

    private void settings(Command command, int code) {
        int value = command.next();
        switch (code) {
            case 'a' -> {
                automatic = value != 0;
                if (automatic) sendStatus();
            }
            case 'E' -> counted = 0;
            case 'F' -> {
                if (value != 0) machine.refuse("font B is not played here");
            }
            case 'A', 'C' -> {} // print area, print density: as they are
            default -> throw new Refusal("no such command:", ESC, 0x1E, code);
        }
    }

    /** Something about the machine has changed: told only if that was asked for. */
    void statusChanged() {
        if (automatic) sendStatus();
    }

    private void sendStatus() {
        int state = (machine.stopped() ? 0x08 : 0) | (machine.coverOpen() ? 0x20 : 0);
        int errors = machine.cutterJammed() ? 0x08 : 0;
        int paper = (machine.nearEnd() ? 0x04 : 0) | (machine.paperOut() ? 0x08 : 0);
        int counter = ((counted & 7) << 1) | ((counted & 0x18) << 2);
        machine.answer(0x23, 0x06, state, errors, 0, paper, 0, counter, 0);
    }
}
