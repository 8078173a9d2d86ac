package loyalty.receipt.raster;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import loyalty.receipt.page.Bitmap;

/**
 * Reads PNG pictures of every colour type and depth, interlaced or not, and turns them into black
 * and white: transparent is white, grey is dithered.
 */
public final class PngReader {
    private static final long SIGNATURE = 0x89504E470D0A1A0AL;

    /** More than any paper has use for. */
    private static final long DOTS_MAX = 4_000_000;

    private final byte[] file;
    private final ByteBuffer in;
    private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
    private byte[] palette = new byte[0];
    private byte[] transparency = new byte[0];
    private boolean ended;

    private PngReader(byte[] file) {
        this.file = file;
        this.in = ByteBuffer.wrap(file);
    }

    /**
     * The picture in black and white.
     *
     * @throws UnreadablePictureException if the bytes are not a whole and sound PNG
     */
    public static Bitmap read(byte[] file) throws UnreadablePictureException {
        return new PngReader(file).picture();
    }

    private Bitmap picture() throws UnreadablePictureException {
        if (in.remaining() < 8 || in.getLong() != SIGNATURE) {
            throw new UnreadablePictureException("it is not a PNG picture");
        }
        PngHeader header = PngHeader.read(chunk("IHDR"));
        if ((long) header.wide() * header.high() > DOTS_MAX) {
            throw new UnreadablePictureException(
                    header.wide() + " by " + header.high() + " dots are too many for paper");
        }
        while (!ended) {
            next();
        }
        byte[] lines = inflated(header.bytes());
        byte[] grey = new PngPixels(header, lines, palette, transparency).grey();
        return Dither.of(header.wide(), header.high(), grey);
    }

    private void next() throws UnreadablePictureException {
        String type = type();
        byte[] data = chunk(type);
        switch (type) {
            case "PLTE" -> palette = data;
            case "tRNS" -> transparency = data;
            case "IDAT" -> packed.writeBytes(data);
            case "IEND" -> ended = true;
            default -> {}
        }
    }

    private String type() throws UnreadablePictureException {
        if (in.remaining() < 12) {
            throw new UnreadablePictureException("the PNG picture is cut off");
        }
        return new String(file, in.position() + 4, 4, StandardCharsets.ISO_8859_1);
    }

    private byte[] chunk(String expected) throws UnreadablePictureException {
        String type = type();
        int length = in.getInt();
        if (!type.equals(expected) || length < 0 || length > in.remaining() - 8) {
            throw new UnreadablePictureException("the PNG picture is broken or cut off");
        }
        CRC32 sum = new CRC32();
        sum.update(file, in.position(), length + 4);
        in.getInt();
        byte[] data = new byte[length];
        in.get(data);
        if (in.getInt() != (int) sum.getValue()) {
            throw new UnreadablePictureException("the PNG picture is damaged (" + type + ")");
        }
        return data;
    }

    private byte[] inflated(int size) throws UnreadablePictureException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed.toByteArray());
            byte[] plain = new byte[size];
            int count = 0;
            while (count < size) {
                int more = inflater.inflate(plain, count, size - count);
                if (more == 0) {
                    throw new UnreadablePictureException("the PNG picture has too few dots");
                }
                count += more;
            }
            return plain;
        } catch (DataFormatException e) {
            throw new UnreadablePictureException("the PNG picture is damaged (IDAT)");
        } finally {
            inflater.end();
        }
    }
}
