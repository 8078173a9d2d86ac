package loyalty.receipt.layout;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Where a line stands on the paper, in cells.
 *
 * @param left cells left of it
 * @param width its cells, borders included
 * @param columns the width of each of its columns
 */
record Area(int left, int width, List<Integer> columns) {
    Area {
        columns = List.copyOf(columns);
    }

    /**
     * Gives the free columns what the fixed ones and {@code borders} leave of the paper; fixed ones
     * lose cells, the widest first, until every free one can have one.
     */
    static Area of(int paper, List<Integer> wished, int borders, Settings settings) {
        int[] widths = wished.stream().mapToInt(Integer::intValue).toArray();
        int stars = (int) IntStream.of(widths).filter(width -> width == Settings.STAR).count();
        int fixed = IntStream.of(widths).filter(width -> width > 0).sum();
        int free = paper - borders - fixed;
        for (; free < stars; free++) {
            widths[widest(widths)]--;
        }
        if (stars > 0) {
            share(widths, free, stars);
            free = 0;
        }
        int left = settings.align().margin(free) / 2;
        return new Area(left, paper - free, IntStream.of(widths).boxed().toList());
    }

    private static void share(int[] widths, int free, int stars) {
        int star = 0;
        for (int i = 0; i < widths.length; i++) {
            if (widths[i] == Settings.STAR) {
                widths[i] = (free + star) / stars;
                star++;
            }
        }
    }

    /** The last of the widest. */
    private static int widest(int[] widths) {
        int widest = 0;
        for (int i = 1; i < widths.length; i++) {
            if (widths[i] >= widths[widest]) {
                widest = i;
            }
        }
        return widest;
    }
}
