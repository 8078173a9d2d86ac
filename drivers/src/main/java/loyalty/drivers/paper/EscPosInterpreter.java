package loyalty.drivers.paper;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import loyalty.receipt.page.Bitmap;

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
    private final Overhearing overhearing;
    private PenState pen;
    private Bitmap stored = new Bitmap(8, 1, new byte[1]);
    private int automatic;
    private boolean awake = true;

    EscPosInterpreter(PrinterMachine machine, Typeface typeface) {
        this.machine = machine;
        this.line = new LineBuffer(machine.paper(), typeface);
        this.painter = new CodePainter(typeface);
        this.overhearing = new Overhearing(this::realTime);
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
        automatic = 0;
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
            case '*' -> columns(command, command.next());
            case 'i', 'm' -> cut();
            case 'M', 'R', ' ', '{', 'S', 'V', 'U', 'r' -> plainOnly(code, command.next());
            case 'c' -> command.next(2);
            case 'D' -> command.until(0);
            case 'u', 'v' -> status(code == 'u' ? command.next() : 1);
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

    private void columns(Command command, int mode) {
        int wide = command.nextPair();
        boolean tall = mode == 32 || mode == 33;
        if (!tall && mode != 0 && mode != 1) throw new Refusal("no such bit image:", mode);
        byte[] data = command.next(wide * (tall ? 3 : 1));
        line.picture(Rasters.columns(wide, data, tall, mode == 0 || mode == 32 ? 2 : 1));
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
            case 'k' -> barcode(command, command.next());
            case '(' -> extended(command, command.next());
            case '8' -> largeGraphics(command, command.next());
            case 'v' -> raster(command);
            case 'L' -> pen.marginDots = command.nextPair();
            case 'W' -> command.nextPair();
            case 'P' -> command.next(2);
            case 'b' -> command.next();
            case 'V' -> cutBy(command, command.next());
            case 'a' -> automaticStatus(command.next());
            case 'r' -> status(command.next());
            case 'I' -> identify(command.next());
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

    private void raster(Command command) {
        int zero = command.next();
        int mode = command.next() & 3;
        int bytesWide = command.nextPair();
        int high = command.nextPair();
        if (zero != '0') throw new Refusal("no such command:", GS, 'v', zero);
        byte[] data = command.next(bytesWide * high);
        if (!line.empty()) machine.refuse("GS v 0 in the middle of a line");
        Bitmap picture = Rasters.rows(bytesWide * 8, high, data, mode);
        line.standalone(picture, "[picture " + picture.wide() + "x" + picture.high() + "]", pen);
    }

    private void barcode(Command command, int kind) {
        byte[] data = kind < 65 ? command.until(0) : command.next(command.next());
        String text = new String(data, StandardCharsets.ISO_8859_1);
        painter.barcode(kind < 65 ? kind : kind - 65, text)
                .ifPresentOrElse(
                        bars -> line.standalone(bars, painter.words(), pen),
                        () -> machine.refuse("barcode " + kind + " cannot be \"" + text + "\""));
    }

    private void extended(Command command, int group) {
        int length = command.nextPair();
        byte[] data = command.next(length);
        switch (group) {
            case 'k' -> symbol(data);
            case 'H' -> processId(data);
            case 'L' -> graphics(data);
            case 'A', 'D', 'E', 'K', 'M' ->
                    machine.refuse("GS ( " + (char) group + " is not played here");
            default -> throw new Refusal("no such command:", GS, '(', group);
        }
    }

    /** {@code GS 8 L}: the same as {@code GS ( L}, its length in four bytes. */
    private void largeGraphics(Command command, int group) {
        if (group != 'L') throw new Refusal("no such command:", GS, '8', group);
        int length = command.nextPair();
        graphics(command.next(length + 65_536 * command.nextPair()));
    }

    private void graphics(byte[] data) {
        if (data.length < 2 || data[0] != '0') {
            machine.refuse("graphics of another form");
            return;
        }
        switch (data[1]) {
            case 112 -> store(data);
            case 2, 50 -> {
                Bitmap picture = stored;
                line.standalone(
                        picture, "[picture " + picture.wide() + "x" + picture.high() + "]", pen);
            }
            default -> machine.refuse("graphics function " + data[1]);
        }
    }

    private void store(byte[] data) {
        Command header = new Command(data, 2, data.length);
        header.next();
        int wider = header.next();
        int higher = header.next();
        header.next();
        int wide = header.nextPair();
        int high = header.nextPair();
        byte[] rows = header.next((wide + 7) / 8 * high);
        stored = Rasters.enlarged(new Bitmap(wide, high, rows), wider, higher);
    }

    private void symbol(byte[] data) {
        if (data.length < 3 || data[0] != '1') {
            machine.refuse("GS ( k of another kind than QR");
            return;
        }
        switch (data[1] & 0xFF) {
            case 65 -> {} // model 1 or 2: drawn alike
            case 67 -> painter.cell = data[2];
            case 69 -> painter.level = data[2] - 48;
            case 80 ->
                    painter.stored = new String(data, 3, data.length - 3, StandardCharsets.UTF_8);
            case 81 -> line.standalone(painter.qr(), painter.words(), pen);
            default -> machine.refuse("GS ( k function " + (data[1] & 0xFF));
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

    // Status.

    private void automaticStatus(int what) {
        automatic = what;
        if (what != 0) sendAutomatic();
    }

    /** Something about the machine has changed: told only if that was asked for. */
    void statusChanged() {
        if (automatic != 0) sendAutomatic();
    }

    private void sendAutomatic() {
        int first = 0x10 | (machine.stopped() ? 0x08 : 0) | (machine.coverOpen() ? 0x20 : 0);
        int second = machine.cutterJammed() ? 0x08 : 0;
        int third = (machine.nearEnd() ? 0x03 : 0) | (machine.paperOut() ? 0x0C : 0);
        machine.answer(first, second, third, 0);
    }

    private void status(int what) {
        switch (what) {
            case 1, 49 ->
                    machine.answer(
                            (machine.nearEnd() ? 0x03 : 0) | (machine.paperOut() ? 0x0C : 0));
            case 2, 50 -> machine.answer(0);
            default -> throw new Refusal("no such status:", GS, 'r', what);
        }
    }

    private void identify(int what) {
        if (what >= 65 && what <= 69) {
            machine.answer(0x5F, 'P', 'A', 'P', 'E', 'R', 0);
        } else if ((what >= 1 && what <= 3) || (what >= 49 && what <= 51)) {
            machine.answer(what == 2 || what == 50 ? 0x02 : 0x20);
        } else {
            throw new Refusal("no such question:", GS, 'I', what);
        }
    }

    /** Commands that do not queue: answered even when out of paper or busy with a picture. */
    private void realTime(int kind, int what) {
        switch (kind) {
            case 0x04 -> realTimeStatus(what);
            case 0x14 -> {
                if (what == 1) machine.kickDrawer();
            }
            default -> {} // DLE ENQ: recovery is by hand here
        }
    }

    private void realTimeStatus(int what) {
        int offline = machine.stopped() ? 0x08 : 0;
        switch (what) {
            case 1 -> machine.answer(0x12 | offline);
            case 2 ->
                    machine.answer(
                            0x12
                                    | (machine.coverOpen() ? 0x04 : 0)
                                    | (machine.paperOut() ? 0x20 : 0)
                                    | (machine.cutterJammed() ? 0x40 : 0));
            case 3 -> machine.answer(0x12 | (machine.cutterJammed() ? 0x08 : 0));
            case 4 ->
                    machine.answer(
                            0x12
                                    | (machine.nearEnd() ? 0x0C : 0)
                                    | (machine.paperOut() ? 0x60 : 0));
            default -> {} // not one of this machine's
        }
    }

    /** Real-time sequences that came in as part of something else, such as a picture. */
    int strays() {
        return overhearing.strays();
    }
}
