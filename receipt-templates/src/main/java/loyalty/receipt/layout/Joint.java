package loyalty.receipt.layout;

import loyalty.receipt.page.BoxRow;

/** One horizontal line of a ruled table, composed of the bars that end and that begin there. */
final class Joint {
    private static final int UP = 1;
    private static final int DOWN = 2;
    private static final int LEFT = 4;
    private static final int RIGHT = 8;

    /** The box letter for each sum of directions. */
    private static final String LETTERS = " │││─┘┐┤─└┌├─┴┬┼";

    private final int left;
    private final int[] directions;

    private Joint(int left, int right) {
        this.left = left;
        this.directions = new int[right - left];
    }

    static BoxRow top(Area below) {
        Joint joint = new Joint(below.left(), right(below));
        joint.add(below, DOWN);
        return joint.row();
    }

    static BoxRow between(Area above, Area below) {
        int left = Math.min(above.left(), below.left());
        Joint joint = new Joint(left, Math.max(right(above), right(below)));
        joint.add(above, UP);
        joint.add(below, DOWN);
        return joint.row();
    }

    static BoxRow bottom(Area above) {
        Joint joint = new Joint(above.left(), right(above));
        joint.add(above, UP);
        return joint.row();
    }

    private static int right(Area area) {
        return area.left() + 1 + area.columns().stream().mapToInt(width -> width + 1).sum();
    }

    private void add(Area area, int bars) {
        int first = area.left() - left;
        int last = right(area) - left - 1;
        for (int i = first; i <= last; i++) {
            directions[i] |= (i > first ? LEFT : 0) | (i < last ? RIGHT : 0);
        }
        int at = first;
        directions[at] |= bars;
        for (int width : area.columns()) {
            at += width + 1;
            directions[at] |= bars;
        }
    }

    private BoxRow row() {
        StringBuilder line = new StringBuilder();
        for (int direction : directions) {
            line.append(LETTERS.charAt(direction));
        }
        return new BoxRow(2 * left, line.toString(), true);
    }
}
