package loyalty.receipt.layout;

import java.util.ArrayList;
import java.util.List;
import loyalty.receipt.page.Row;

/**
 * Draws the horizontal lines of ruled tables: a top before the first row of text, joints between
 * rows whose columns may differ, a bottom at the end.
 */
final class Table {
    /** Where a table is in its life. */
    private enum State {
        /** No table: {@code -} is a rule. */
        WAITING,
        /** The next text begins one. */
        READY,
        RUNNING,
        /** A joint is due before the next text. */
        HORIZONTAL
    }

    private final List<Row> rows;
    private State state = State.WAITING;
    private Area area = new Area(0, 0, List.of());

    Table(List<Row> rows) {
        this.rows = rows;
    }

    void open() {
        state = State.READY;
    }

    /** Draws the bottom if a table was begun; a joint that was due is lost. */
    void close() {
        if (begun()) {
            rows.add(Joint.bottom(area));
        }
        state = State.WAITING;
    }

    /** A {@code =}: ends the table, and the next text begins another. */
    void cut() {
        if (begun()) {
            rows.add(Joint.bottom(area));
            state = State.READY;
        }
    }

    /** A {@code -}: answers whether it is a plain rule, because there is no table. */
    boolean rule() {
        if (state == State.RUNNING) {
            state = State.HORIZONTAL;
        }
        return state == State.WAITING;
    }

    /** Text of this shape comes next; answers whether it stands in a table. */
    boolean text(Area next) {
        if (state == State.READY) {
            rows.add(Joint.top(next));
            state = State.RUNNING;
        } else if (state == State.HORIZONTAL) {
            rows.add(Joint.between(area, next));
            state = State.RUNNING;
        }
        area = next;
        return state == State.RUNNING;
    }

    private boolean begun() {
        return state == State.RUNNING || state == State.HORIZONTAL;
    }

    /** The half-cell positions of the bars of a row of this shape. */
    static List<Integer> bars(Area area) {
        List<Integer> bars = new ArrayList<>();
        int at = area.left();
        bars.add(2 * at);
        for (int width : area.columns()) {
            at += width + 1;
            bars.add(2 * at);
        }
        return bars;
    }
}
