package loyalty.engine.select;

import java.util.Set;
import loyalty.engine.basket.Line;

/**
 * Where points of a lot may be spent: on which lines, in which stores, through which channels.
 * Empty sets restrict nothing. Immutable.
 */
public record Restriction(Selection lines, Set<String> stores, Set<String> channels) {
    public static final Restriction NONE = new Restriction(Selection.ALL, Set.of(), Set.of());

    public Restriction {
        stores = Set.copyOf(stores);
        channels = Set.copyOf(channels);
    }

    public boolean isNone() {
        return equals(NONE);
    }

    public boolean admitsPlace(String store, String channel) {
        return (stores.isEmpty() || stores.contains(store))
                && (channels.isEmpty() || channels.contains(channel));
    }

    /** Whether a line may be paid; for redemption a pack's discount counts as "discounted". */
    public boolean admits(Line line, boolean isDiscounted) {
        return lines.admits(line, isDiscounted);
    }
}
