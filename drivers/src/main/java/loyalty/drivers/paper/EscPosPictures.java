package loyalty.drivers.paper;

import java.nio.charset.StandardCharsets;
import loyalty.receipt.page.Bitmap;

/** What ESC/POS puts on paper besides letters: bit images, rasters, barcodes and QR codes. */
final class EscPosPictures {
    private static final int GS = 0x1D;

    private final PrinterMachine machine;
    private final LineBuffer line;
    private final CodePainter painter;
    private Bitmap stored = new Bitmap(8, 1, new byte[1]);

    EscPosPictures(PrinterMachine machine, LineBuffer line, CodePainter painter) {
        this.machine = machine;
        this.line = line;
        this.painter = painter;
    }

    void columns(Command command, int mode) {
        int wide = command.nextPair();
        boolean tall = mode == 32 || mode == 33;
        if (!tall && mode != 0 && mode != 1) throw new Refusal("no such bit image:", mode);
        byte[] data = command.next(wide * (tall ? 3 : 1));
        line.picture(Rasters.columns(wide, data, tall, mode == 0 || mode == 32 ? 2 : 1));
    }

    void raster(Command command, PenState pen) {
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

    void barcode(Command command, int kind, PenState pen) {
        byte[] data = kind < 65 ? command.until(0) : command.next(command.next());
        String text = new String(data, StandardCharsets.ISO_8859_1);
        painter.barcode(kind < 65 ? kind : kind - 65, text)
                .ifPresentOrElse(
                        bars -> line.standalone(bars, painter.words(), pen),
                        () -> machine.refuse("barcode " + kind + " cannot be \"" + text + "\""));
    }

    /** {@code GS 8 L}: the same as {@code GS ( L}, its length in four bytes. */
    void largeGraphics(Command command, int group, PenState pen) {
        if (group != 'L') throw new Refusal("no such command:", GS, '8', group);
        int length = command.nextPair();
        graphics(command.next(length + 65_536 * command.nextPair()), pen);
    }

    void graphics(byte[] data, PenState pen) {
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

    void symbol(byte[] data, PenState pen) {
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
}
