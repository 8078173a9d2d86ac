package loyalty.terminal.print;

import java.util.EnumSet;
import java.util.Set;

/**
 * How a register's paper looks and what is printed by itself.
 *
 * @param slips printed beside receipts
 * @param columns the width of previews where there is no printer
 */
public record PaperStyle(Sign sign, Set<Slip> slips, int columns) {
    private static final int USUAL_COLUMNS = 48;

    public PaperStyle {
        slips = Set.copyOf(slips);
    }

    /** A store of this name, with every slip there is. */
    public static PaperStyle usual(String store) {
        return new PaperStyle(Sign.of(store), EnumSet.allOf(Slip.class), USUAL_COLUMNS);
    }
}
