package loyalty.receipt.raster;

import java.nio.ByteBuffer;

/** What a PNG picture says of itself. */
record PngHeader(int wide, int high, int depth, int colour, boolean interlaced) {
    static final int GREY = 0;
    static final int RGB = 2;
    static final int PALETTE = 3;
    static final int GREY_ALPHA = 4;
    static final int RGB_ALPHA = 6;

    /** Left, top, step right and step down of each interlace pass. */
    private static final int[][] PASSES = {
        {0, 0, 8, 8},
        {4, 0, 8, 8},
        {0, 4, 4, 8},
        {2, 0, 4, 4},
        {0, 2, 2, 4},
        {1, 0, 2, 2},
        {0, 1, 1, 2}
    };

    private static final int[][] ONE_PASS = {{0, 0, 1, 1}};

    static PngHeader read(byte[] data) throws UnreadablePictureException {
        if (data.length != 13) {
            throw new UnreadablePictureException("the PNG picture has a broken header");
        }
        ByteBuffer in = ByteBuffer.wrap(data);
        PngHeader header =
                new PngHeader(in.getInt(), in.getInt(), in.get(), in.get(), data[12] == 1);
        if (header.wide < 1 || header.high < 1 || !header.known()) {
            throw new UnreadablePictureException("the PNG picture has a broken header");
        }
        return header;
    }

    private boolean known() {
        boolean whole = depth == 8 || depth == 16;
        boolean packed = depth == 1 || depth == 2 || depth == 4;
        return switch (colour) {
            case GREY -> packed || whole;
            case PALETTE -> packed || depth == 8;
            case RGB, GREY_ALPHA, RGB_ALPHA -> whole;
            default -> false;
        };
    }

    /** Numbers per dot. */
    int channels() {
        return switch (colour) {
            case RGB -> 3;
            case GREY_ALPHA -> 2;
            case RGB_ALPHA -> 4;
            default -> 1;
        };
    }

    int[][] passes() {
        return interlaced ? PASSES : ONE_PASS;
    }

    int passWide(int[] pass) {
        return (wide - pass[0] + pass[2] - 1) / pass[2];
    }

    int passHigh(int[] pass) {
        return (high - pass[1] + pass[3] - 1) / pass[3];
    }

    /** Bytes of one line of this many dots, without its filter byte. */
    int lineBytes(int dots) {
        return (dots * channels() * depth + 7) / 8;
    }

    /** Bytes of all lines of all passes. */
    int bytes() {
        int bytes = 0;
        for (int[] pass : passes()) {
            if (passWide(pass) > 0) {
                bytes += passHigh(pass) * (1 + lineBytes(passWide(pass)));
            }
        }
        return bytes;
    }
}
