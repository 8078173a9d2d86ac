package loyalty.receipt.raster;

/** Undoes PNG's line filters and turns every dot into grey on white. */
final class PngPixels {
    private final PngHeader header;
    private final byte[] lines;
    private final byte[] palette;
    private final byte[] transparency;
    private final byte[] grey;

    PngPixels(PngHeader header, byte[] lines, byte[] palette, byte[] transparency) {
        this.header = header;
        this.lines = lines;
        this.palette = palette;
        this.transparency = transparency;
        this.grey = new byte[header.wide() * header.high()];
    }

    /** 0 black to 255 white, row by row. */
    byte[] grey() throws UnreadablePictureException {
        int at = 0;
        for (int[] pass : header.passes()) {
            int wide = header.passWide(pass);
            int size = header.lineBytes(wide);
            for (int row = 0; wide > 0 && row < header.passHigh(pass); row++) {
                unfilter(at, size, row == 0);
                for (int x = 0; x < wide; x++) {
                    int target = (pass[1] + row * pass[3]) * header.wide() + pass[0] + x * pass[2];
                    grey[target] = (byte) dot(at + 1, x);
                }
                at += 1 + size;
            }
        }
        return grey;
    }

    private void unfilter(int line, int size, boolean first) throws UnreadablePictureException {
        int step = Math.max(1, header.channels() * header.depth() / 8);
        int filter = lines[line];
        if (filter < 0 || filter > 4) {
            throw new UnreadablePictureException("the PNG picture is damaged (filter)");
        }
        for (int i = 1; i <= size; i++) {
            int left = i > step ? lines[line + i - step] & 0xFF : 0;
            int up = first ? 0 : lines[line - 1 - size + i] & 0xFF;
            int corner = first || i <= step ? 0 : lines[line - 1 - size + i - step] & 0xFF;
            lines[line + i] += (byte) predicted(filter, left, up, corner);
        }
    }

    private static int predicted(int filter, int left, int up, int corner) {
        return switch (filter) {
            case 1 -> left;
            case 2 -> up;
            case 3 -> (left + up) / 2;
            case 4 -> paeth(left, up, corner);
            default -> 0;
        };
    }

    private static int paeth(int left, int up, int corner) {
        int guess = left + up - corner;
        int toLeft = Math.abs(guess - left);
        int toUp = Math.abs(guess - up);
        int toCorner = Math.abs(guess - corner);
        if (toLeft <= toUp && toLeft <= toCorner) {
            return left;
        }
        return toUp <= toCorner ? up : corner;
    }

    private int dot(int line, int x) {
        int channels = header.channels();
        int first = sample(line, x * channels);
        return switch (header.colour()) {
            case PngHeader.PALETTE -> indexed(first);
            case PngHeader.RGB -> transparent(line, x * 3, 3) ? 255 : coloured(line, x * 3);
            case PngHeader.RGB_ALPHA ->
                    onWhite(coloured(line, x * channels), scaled(sample(line, x * channels + 3)));
            case PngHeader.GREY_ALPHA -> onWhite(scaled(first), scaled(sample(line, x * 2 + 1)));
            default -> transparent(line, x, 1) ? 255 : scaled(first);
        };
    }

    private int coloured(int line, int n) {
        return luminance(
                scaled(sample(line, n)), scaled(sample(line, n + 1)), scaled(sample(line, n + 2)));
    }

    private int indexed(int index) {
        if (3 * index + 2 >= palette.length) {
            return 255;
        }
        int shade =
                luminance(
                        palette[3 * index] & 0xFF,
                        palette[3 * index + 1] & 0xFF,
                        palette[3 * index + 2] & 0xFF);
        int alpha = index < transparency.length ? transparency[index] & 0xFF : 255;
        return onWhite(shade, alpha);
    }

    /** Whether the numbers of a dot without alpha are the ones that mean transparent. */
    private boolean transparent(int line, int n, int channels) {
        boolean same = transparency.length >= 2 * channels;
        for (int i = 0; same && i < channels; i++) {
            int high = transparency[2 * i] & 0xFF;
            int low = transparency[2 * i + 1] & 0xFF;
            same = (high << 8 | low) == sample(line, n + i);
        }
        return same;
    }

    /** The n-th number of a line, in its own depth. */
    private int sample(int line, int n) {
        int depth = header.depth();
        if (depth == 16) {
            return ((lines[line + 2 * n] & 0xFF) << 8) | (lines[line + 2 * n + 1] & 0xFF);
        }
        int bit = n * depth;
        int shift = 8 - depth - bit % 8;
        return ((lines[line + bit / 8] & 0xFF) >> shift) & ((1 << depth) - 1);
    }

    private int scaled(int sample) {
        return sample * 255 / ((1 << header.depth()) - 1);
    }

    /** Rec. 601, rounded down. */
    private static int luminance(int red, int green, int blue) {
        return (299 * red + 587 * green + 114 * blue) / 1000;
    }

    private static int onWhite(int shade, int alpha) {
        return 255 - (255 - shade) * alpha / 255;
    }
}
