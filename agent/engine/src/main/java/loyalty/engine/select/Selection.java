package loyalty.engine.select;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import loyalty.engine.basket.Line;
import loyalty.engine.money.Money;

/**
 * Which lines a rule is about. What is given must hold all at once; inside one list any one value
 * suffices. {@code ALL} selects every line. Immutable.
 *
 * @param categories prefixes of the category path: {@code pastry} selects {@code pastry/cake}
 * @param attributes for each name the values that are welcome
 * @param priceMin least price per 1 of quantity, included
 * @param priceBelow first price that is too much
 * @param discounted only lines that are, or are not, discounted already
 * @param not lines that are left out again
 */
public record Selection(
        Set<String> skus,
        List<String> categories,
        Set<String> brands,
        Map<String, Set<String>> attributes,
        Optional<Money> priceMin,
        Optional<Money> priceBelow,
        Optional<Boolean> discounted,
        Optional<Selection> not) {
    public static final Selection ALL =
            new Selection(
                    Set.of(),
                    List.of(),
                    Set.of(),
                    Map.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    public Selection {
        skus = Set.copyOf(skus);
        categories = List.copyOf(categories);
        brands = Set.copyOf(brands);
        attributes = Map.copyOf(attributes);
    }

    /**
     * Whether {@code line} is selected.
     *
     * @param isDiscounted whether the line counts as discounted already at this stage
     */
    public boolean admits(Line line, boolean isDiscounted) {
        return (skus.isEmpty() || skus.contains(line.sku()))
                && (categories.isEmpty() || line.isInAnyCategory(categories))
                && (brands.isEmpty() || brands.contains(line.brand()))
                && admitsAttributes(line)
                && admitsPrice(line.price())
                && (discounted.isEmpty() || discounted.get() == isDiscounted)
                && (not.isEmpty() || !not.get().admits(line, isDiscounted));
    }

    private boolean admitsAttributes(Line line) {
        return attributes.entrySet().stream()
                .allMatch(
                        a -> a.getValue().contains(line.attributes().getOrDefault(a.getKey(), "")));
    }

    private boolean admitsPrice(Money price) {
        return (priceMin.isEmpty() || price.compareTo(priceMin.get()) >= 0)
                && (priceBelow.isEmpty() || price.compareTo(priceBelow.get()) < 0);
    }
}
