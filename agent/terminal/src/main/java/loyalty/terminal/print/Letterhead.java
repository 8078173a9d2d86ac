package loyalty.terminal.print;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.Calculator;
import loyalty.engine.pack.RulePack;

/**
 * What stands on every receipt of a register.
 *
 * @param pack the rules it was made with, which know the programme's texts, tiers and cap
 * @param calculator of the same pack, for what a guest would have got as a member
 */
public record Letterhead(RulePack pack, Calculator calculator, Sign sign, String register) {
    /** The templates' folder, such as {@code veska}. */
    String folder() {
        return pack.programme();
    }

    ZoneId zone() {
        return pack.zone();
    }

    /** The data that every template may use. */
    Map<String, Object> values() {
        Map<String, Object> store = new HashMap<>();
        Paths.put(store, "name", Optional.of(sign.name()));
        Paths.put(store, "address", Optional.of(sign.address()));
        Paths.put(store, "taxId", Optional.of(sign.taxId()));
        Map<String, Object> values = new HashMap<>();
        values.put("programme", Map.of("name", pack.title()));
        values.put("store", store);
        values.put("register", register);
        return values;
    }
}
