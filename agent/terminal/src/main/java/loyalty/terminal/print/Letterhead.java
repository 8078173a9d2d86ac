package loyalty.terminal.print;

import java.time.ZoneId;
import loyalty.engine.pack.RulePack;

/**
 * What stands on every receipt of a register.
 *
 * @param pack the rules the sale was made with, which know the programme's texts, tiers and cap
 * @param store the store's name for people
 */
public record Letterhead(RulePack pack, String store, String register) {
    /** The programme's name for people. */
    String programme() {
        return pack.title();
    }

    /** The templates' folder, such as {@code veska}. */
    String template() {
        return pack.programme();
    }

    ZoneId zone() {
        return pack.zone();
    }
}
