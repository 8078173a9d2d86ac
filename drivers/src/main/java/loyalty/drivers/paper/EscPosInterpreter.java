package loyalty.drivers.paper;

import java.util.Locale;

/**
 * ESC/POS as printers have it: the commands of their manuals that receipts use, and those that
 * other programs send. Anything else is refused.
 */
final class EscPosInterpreter implements Interpreter {
    private static final int HT = 0x09;
    private static final int LF = 0x0A;
    private static final int CR = 0x0D;
    private static final int DLE = 0x10;
    private static final int CAN = 0x18;
    private static final int ESC = 0x1B;
    private static final int FS = 0x1C;
    private static final int GS = 0x1D;
    private static final int DEFAULT_SPACING = 30;

    private final PrinterMachine machine;
    private final LineBuffer line;
    private final CodePainter painter;
    private final EscPosStatus status;
    private final EscPosPictures pictures;
    private final Overhearing overhearing;
    private PenState pen;
    private boolean awake = true;

    EscPosInterpreter(PrinterMachine machine, Typeface typeface) {
        this.machine = machine;
        this.line = new LineBuffer(machine.paper(), typeface);
        this.painter = new CodePainter(typeface);
        this.status = new EscPosStatus(machine);
        this.pictures = new EscPosPictures(machine, line, painter);
        this.overhearing = new Overhearing(status::realTime);
        this.pen = freshPen();
    }

    private PenState freshPen() {
        return new PenState(
                machine.model().maker().firstPage(), DEFAULT_SPACING, machine.model().hanzi());
    }

    @Override
    public void reset() {
        line.clear();
        pen = freshPen();
        painter.reset();
        status.reset();
        overhearing.forget();
    }

    @Override
    public void overheard(int value) {
        overhearing.hear(value);
    }

    @Override
    public void step(Command command) {
        int first = command.next();
        switch (first) {
            case 0x00, CR -> {} // padding; CR does nothing beside LF
            case HT -> line.moveTo((line.cursor() / 96 + 1) * 96);
            case LF -> line.print(pen);
            case DLE -> skipRealTime(command);
            case CAN -> throw new Refusal("page mode only:", first);
            case ESC -> escape(command, command.next());
            case FS -> kanji(command, command.next());
            case GS -> group(command, command.next());
            default -> letter(command, first);
        }
    }

    private void letter(Command command, int code) {
        if (code < 0x20) throw new Refusal("no such control byte:", code);
        if (!awake) return;
        if (code >= 0x80 && pen.hanzi) {
            command.next();
            line.letter('字', pen);
            line.moveTo(line.cursor() + 12 * pen.wide);
        } else if (code >= 0x80 && pen.page.isEmpty()) {
            machine.refuse("no code page chosen for " + Integer.toHexString(code));
        } else {
            line.letter(PageLetters.of(pen.page, code), pen);
        }
    }

    /** It was carried out when it came in; here it only has to be stepped over. */
    private void skipRealTime(Command command) {
        int kind = command.next();
        switch (kind) {
            case 0x04 -> {
                int what = command.next();
                if (what == 7 || what == 8 || what == 18) command.next();
            }
            case 0x05 -> command.next();
            case 0x14 -> {
                int what = command.next();
                command.next(what == 8 ? 7 : 2);
            }
            default -> throw new Refusal("no such real-time command:", DLE, kind);
        }
        overhearing.expected();
    }

    private void escape(Command command, int code) {
        switch (code) {
            case '@' -> {
                boolean dropped = !line.empty();
                reset();
                if (dropped) machine.refuse("ESC @ threw away a line that was not fed");
            }
            case '!' -> mode(command.next());
            case '$' -> line.moveTo(command.nextPair());
            case '\\' -> line.moveTo(line.cursor() + (short) command.nextPair());
            case '-' -> pen.underlined = (command.next() & 3) != 0;
            case '2' -> pen.lineSpacing = DEFAULT_SPACING;
            case '3' -> pen.lineSpacing = command.next() / machine.model().feedUnits();
            case '=' -> awake = (command.next() & 1) != 0;
            case 'E', 'G' -> pen.bold = (command.next() & 1) != 0;
            case 'J' -> feedDots(command.next() / machine.model().feedUnits());
            case 'a' -> align(command.next());
            case 'd' -> feedLines(command.next());
            case 'p' -> pulse(command.next(), command.next(2));
            case 't' -> page(command.next());
            case '*' -> pictures.columns(command, command.next());
            case 'i', 'm' -> cut();
            case 'M', 'R', ' ', '{', 'S', 'V', 'U', 'r' -> plainOnly(code, command.next());
            case 'c' -> command.next(2);
            case 'D' -> command.until(0);
            case 'u', 'v' -> status.transmit(code == 'u' ? command.next() : 1);
            default -> throw new Refusal("no such command:", ESC, code);
        }
    }

    /** Settings that this machine knows only in their plain value. */
    private void plainOnly(int code, int value) {
        if ((value & 0xCF) != 0) {
            machine.refuse(
                    String.format(Locale.ROOT, "ESC %c %02X is not played here", code, value));
        }
    }

    private void mode(int bits) {
        pen.bold = (bits & 0x08) != 0;
        pen.high = (bits & 0x10) != 0 ? 2 : 1;
        pen.wide = (bits & 0x20) != 0 ? 2 : 1;
        pen.underlined = (bits & 0x80) != 0;
        if ((bits & 0x01) != 0) machine.refuse("font B is not played here");
    }

    private void align(int value) {
        int side = value & 3;
        if (side == 3) throw new Refusal("no such alignment:", value);
        if (!line.empty()) machine.refuse("ESC a in the middle of a line does nothing");
        else pen.align = side;
    }

    private void page(int number) {
        pen.page = machine.model().maker().page(number);
        if (pen.page.isEmpty()) machine.refuse("this machine has no code page " + number);
    }

    private void feedDots(int dots) {
        int spacing = pen.lineSpacing;
        pen.lineSpacing = dots;
        line.print(pen);
        pen.lineSpacing = spacing;
    }

    private void feedLines(int count) {
        if (count == 0 && !line.empty()) line.print(pen);
        for (int i = 0; i < count; i++) line.print(pen);
    }

    private void pulse(int pin, byte[] times) {
        if ((pin & 0xCE) != 0) throw new Refusal("no such drawer pin:", pin);
        if (times[0] == 0) machine.refuse("a drawer pulse of no length");
        machine.kickDrawer();
    }

    private void cut() {
        if (!line.empty()) {
            machine.refuse("a cut in the middle of a line does nothing");
        } else {
            machine.cutNow();
        }
    }

    private void kanji(Command command, int code) {
        switch (code) {
            case '.' -> pen.hanzi = false;
            case '&' -> pen.hanzi = true;
            case '!', '-', 'W' -> command.next();
            case 'S' -> command.next(2);
            case 'C' -> command.next();
            case '(' -> {
                command.next();
                command.next(command.nextPair()); // kanji fonts: none here
            }
            default -> throw new Refusal("no such command:", FS, code);
        }
    }

    private void group(Command command, int code) {
        switch (code) {
            case '!' -> size(command.next());
            case 'B' -> pen.inverted = (command.next() & 1) != 0;
            case 'H' -> painter.captionPlace = command.next() & 3;
            case 'f' -> command.next();
            case 'h' -> painter.high = command.next();
            case 'w' -> painter.dots = command.next();
            case 'k' -> pictures.barcode(command, command.next(), pen);
            case '(' -> extended(command, command.next());
            case '8' -> pictures.largeGraphics(command, command.next(), pen);
            case 'v' -> pictures.raster(command, pen);
            case 'L' -> pen.marginDots = command.nextPair();
            case 'W' -> command.nextPair();
            case 'P' -> command.next(2);
            case 'b' -> command.next();
            case 'V' -> cutBy(command, command.next());
            case 'a' -> status.automatic(command.next());
            case 'r' -> status.transmit(command.next());
            case 'I' -> status.identify(command.next());
            default -> throw new Refusal("no such command:", GS, code);
        }
    }

    private void size(int bits) {
        int wide = (bits >> 4) + 1;
        int high = (bits & 0x0F) + 1;
        if (wide > 8 || high > 8) throw new Refusal("no such letter size:", bits);
        pen.wide = wide;
        pen.high = high;
    }

    private void cutBy(Command command, int mode) {
        switch (mode) {
            case 0, 1, 48, 49 -> cut();
            case 65, 66 -> {
                int feed = command.next();
                if (line.empty()) machine.paper().feed(feed / machine.model().feedUnits() + 96);
                cut();
            }
            default -> throw new Refusal("no such cut:", GS, 'V', mode);
        }
    }

    private void extended(Command command, int group) {
        int length = command.nextPair();
        byte[] data = command.next(length);
        switch (group) {
            case 'k' -> pictures.symbol(data, pen);
            case 'H' -> processId(data);
            case 'L' -> pictures.graphics(data, pen);
            case 'A', 'D', 'E', 'K', 'M' ->
                    machine.refuse("GS ( " + (char) group + " is not played here");
            default -> throw new Refusal("no such command:", GS, '(', group);
        }
    }

    private void processId(byte[] data) {
        if (data.length != 6 || data[0] != 0x30 || data[1] != 0x30) {
            machine.refuse("GS ( H of another form");
            return;
        }
        if (!line.empty()) machine.refuse("GS ( H before the line was fed");
        machine.answer(0x37, 0x22, data[2], data[3], data[4], data[5], 0x00);
    }

    /** Something about the machine has changed: told only if that was asked for. */
    void statusChanged() {
        status.changed();
    }

    /** Real-time sequences that came in as part of something else, such as a picture. */
    int strays() {
        return overhearing.strays();
    }
}
