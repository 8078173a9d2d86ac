package loyalty.receipt.raster;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import loyalty.receipt.page.Bitmap;

/** Writes black and white PNG files: one bit per dot, no palette. */
public final class PngWriter {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();

    private PngWriter() {}

    /** The whole file. Same picture, same bytes on one runtime. */
    public static byte[] write(Bitmap picture) {
        PngWriter writer = new PngWriter();
        writer.file.writeBytes(SIGNATURE);
        writer.chunk("IHDR", header(picture));
        writer.chunk("IDAT", deflated(scanLines(picture)));
        writer.chunk("IEND", new byte[0]);
        return writer.file.toByteArray();
    }

    private static byte[] header(Bitmap picture) {
        byte[] header = new byte[13];
        put(header, 0, picture.wide());
        put(header, 4, picture.high());
        header[8] = 1;
        return header;
    }

    /** Each row after a filter byte of 0; PNG's grey 0 is black, so the bits are turned. */
    private static byte[] scanLines(Bitmap picture) {
        int stride = picture.stride();
        byte[] bits = picture.bits();
        byte[] lines = new byte[(stride + 1) * picture.high()];
        for (int y = 0; y < picture.high(); y++) {
            for (int i = 0; i < stride; i++) {
                lines[y * (stride + 1) + 1 + i] = (byte) ~bits[y * stride + i];
            }
        }
        return lines;
    }

    private static byte[] deflated(byte[] plain) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(plain);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 8 + 64);
            byte[] part = new byte[8192];
            while (!deflater.finished()) {
                out.write(part, 0, deflater.deflate(part));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private void chunk(String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(data);
        number(data.length);
        file.writeBytes(name);
        file.writeBytes(data);
        number((int) sum.getValue());
    }

    private void number(int value) {
        byte[] bytes = new byte[4];
        put(bytes, 0, value);
        file.writeBytes(bytes);
    }

    private static void put(byte[] bytes, int at, int value) {
        for (int i = 0; i < 4; i++) {
            bytes[at + i] = (byte) (value >>> (24 - 8 * i));
        }
    }
}
