package loyalty.processor.store;

import java.util.Set;

/**
 * What a transaction will surely ask for besides its home's row, so that all of it comes in one
 * round trip. Asking for more, or for something else, is no mistake.
 *
 * @param operations ids of operations that may have been remembered at the home
 * @param sales ids of sales of the home
 */
public record Wanted(Set<String> operations, Set<String> sales) {
    /** Only the row. */
    public static final Wanted NOTHING = new Wanted(Set.of(), Set.of());

    public Wanted {
        operations = Set.copyOf(operations);
        sales = Set.copyOf(sales);
    }

    public static Wanted operation(String id) {
        return new Wanted(Set.of(id), Set.of());
    }
}
