package loyalty.receipt.markup;

/** The side a column's content is drawn to. */
public enum Magnet {
    LEFT(0),
    CENTER(1),
    RIGHT(2);

    private final int halves;

    Magnet(int halves) {
        this.halves = halves;
    }

    /**
     * Room left of the content when {@code free} cells are free: half cells, so halves are whole.
     */
    public int margin(int free) {
        return free * halves;
    }

    static Magnet of(boolean blankLeft, boolean blankRight) {
        if (blankLeft == blankRight) {
            return CENTER;
        }
        return blankLeft ? RIGHT : LEFT;
    }
}
