package loyalty.engine.basket;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The products and categories of a basket, found once, so that the many promotions that meet
 * nothing of it cost one look each. Immutable.
 */
public final class Contents {
    private final Set<String> skus = new HashSet<>();
    private final Set<String> categories = new HashSet<>();

    private Contents(List<Line> lines) {
        for (Line line : lines) {
            skus.add(line.sku());
            line.categories().forEach(this::addWithPrefixes);
        }
    }

    public static Contents of(Basket basket) {
        return new Contents(basket.lines());
    }

    private void addWithPrefixes(String category) {
        String prefix = category;
        while (categories.add(prefix)) {
            int end = prefix.lastIndexOf('/');
            if (end <= 0) {
                return;
            }
            prefix = prefix.substring(0, end);
        }
    }

    public Set<String> skus() {
        return skus;
    }

    /** Category paths of the lines with everything above them. */
    public Set<String> categories() {
        return categories;
    }

    /** Whether some line is any of these products. */
    public boolean hasAnySku(Set<String> wanted) {
        boolean few = wanted.size() < skus.size();
        return meet(few ? wanted : skus, few ? skus : wanted);
    }

    /** Whether some line is in any of these categories or below. */
    public boolean hasAnyCategory(List<String> wanted) {
        return meet(wanted, categories);
    }

    private static boolean meet(Iterable<String> some, Set<String> others) {
        for (String one : some) {
            if (others.contains(one)) {
                return true;
            }
        }
        return false;
    }
}
