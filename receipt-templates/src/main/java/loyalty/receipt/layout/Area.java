package loyalty.receipt.layout;

import java.util.ArrayList;
import java.util.List;

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
        int[] widths = new int[wished.size()];
        int stars = 0;
        int free = paper - borders;
        for (int i = 0; i < widths.length; i++) {
            widths[i] = wished.get(i);
            stars += widths[i] == Settings.STAR ? 1 : 0;
            free -= Math.max(0, widths[i]);
        }
        for (; free < stars; free++) {
            widths[widest(widths)]--;
        }
        if (stars > 0) {
            share(widths, free, stars);
            free = 0;
        }
        int left = settings.align().margin(free) / 2;
        return new Area(left, paper - free, listed(widths));
    }

    private static List<Integer> listed(int[] widths) {
        List<Integer> list = new ArrayList<>(widths.length);
        for (int width : widths) {
            list.add(width);
        }
        return list;
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
