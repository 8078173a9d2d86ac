package loyalty.engine.select;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import loyalty.engine.basket.Line;
import loyalty.engine.document.Tree;
import loyalty.engine.form.Form;
import loyalty.engine.form.Units;
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

    /** Reads {@code skus categories brands attributes price discounted not}. */
    public static Selection read(Form form) {
        Selection selection = readOrAll(form);
        if (selection.equals(ALL)) {
            form.problem("selects nothing in particular", "name skus, categories, brands, …");
        }
        return selection;
    }

    /** Reads {@code on}: what a rule is about, or everything. */
    public static Selection readOn(Form form) {
        return form.named("on", "selection", "these lines; all if left out", Selection::read)
                .orElse(ALL);
    }

    static Selection readOrAll(Form form) {
        Optional<PriceRange> price =
                form.mapping("price", "price per 1 of quantity", PriceRange::read);
        return new Selection(
                Set.copyOf(form.texts("skus", "any of these products")),
                form.texts("categories", "prefixes of the category path"),
                Set.copyOf(form.texts("brands", "any of these brands")),
                attributes(form),
                price.flatMap(PriceRange::min),
                price.flatMap(PriceRange::below),
                discounted(form),
                form.named("not", "selection", "but not these", Selection::read));
    }

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

    /** Whether whatever it names is left out again. */
    public boolean selectsNothing() {
        return not.isPresent() && not.get().covers(this);
    }

    /** Whether every line of {@code other} is one of these; false if that is not plain. */
    private boolean covers(Selection other) {
        return (skus.isEmpty() || isPart(other.skus, skus))
                && (categories.isEmpty() || coversCategories(other))
                && (brands.isEmpty() || isPart(other.brands, brands))
                && attributes.entrySet().stream()
                        .allMatch(
                                wanted ->
                                        isPart(
                                                other.attributes.getOrDefault(
                                                        wanted.getKey(), Set.of()),
                                                wanted.getValue()))
                && (priceMin.isEmpty() || priceMin.equals(other.priceMin))
                && (priceBelow.isEmpty() || priceBelow.equals(other.priceBelow))
                && (discounted.isEmpty() || discounted.equals(other.discounted))
                && (not.isEmpty() || not.equals(other.not));
    }

    private static boolean isPart(Set<String> some, Set<String> all) {
        return !some.isEmpty() && all.containsAll(some);
    }

    private boolean coversCategories(Selection other) {
        return !other.categories.isEmpty()
                && other.categories.stream()
                        .allMatch(path -> categories.stream().anyMatch(own -> isIn(path, own)));
    }

    private static boolean isIn(String path, String prefix) {
        return path.equals(prefix) || path.startsWith(prefix + "/");
    }

    /** Whether no line can be in both, as far as products, categories and brands tell. */
    public boolean isApartFrom(Selection other) {
        return apart(skus, other.skus)
                || apart(brands, other.brands)
                || (!categories.isEmpty()
                        && !other.categories.isEmpty()
                        && categories.stream()
                                .noneMatch(
                                        own ->
                                                other.categories.stream()
                                                        .anyMatch(
                                                                o ->
                                                                        isIn(own, o)
                                                                                || isIn(o, own))));
    }

    private static boolean apart(Set<String> some, Set<String> others) {
        return !some.isEmpty() && !others.isEmpty() && some.stream().noneMatch(others::contains);
    }

    private static Map<String, Set<String>> attributes(Form form) {
        Map<String, Set<String>> attributes = new TreeMap<>();
        form.textsByName("attributes", "for each attribute the welcome value or values")
                .forEach((name, values) -> attributes.put(name, Set.copyOf(values)));
        return attributes;
    }

    private static Optional<Boolean> discounted(Form form) {
        boolean wanted =
                form.truth(
                        "discounted", false, "only lines that are (or are not) discounted already");
        return form.has("discounted") ? Optional.of(wanted) : Optional.empty();
    }

    /** Prices in {@code [min, below)}. */
    private record PriceRange(Optional<Money> min, Optional<Money> below) {
        static PriceRange read(Form form) {
            PriceRange range =
                    new PriceRange(form.money("min", "at least"), form.money("below", "less than"));
            if (range.isEmpty()) {
                form.problem("no price can be in this range", "write min below below");
            }
            return range;
        }

        private boolean isEmpty() {
            return min.isPresent() && below.isPresent() && min.get().compareTo(below.get()) >= 0;
        }
    }

    private boolean admitsAttributes(Line line) {
        for (Map.Entry<String, Set<String>> wanted : attributes.entrySet()) {
            if (!wanted.getValue().contains(line.attributes().getOrDefault(wanted.getKey(), ""))) {
                return false;
            }
        }
        return true;
    }

    /** The same without asking whether a line is discounted: that is known only later. */
    public Selection whateverDiscount() {
        return discounted.isEmpty()
                ? this
                : new Selection(
                        skus,
                        categories,
                        brands,
                        attributes,
                        priceMin,
                        priceBelow,
                        Optional.empty(),
                        not);
    }

    /** What a person would call it: the names it is made of. */
    public String label() {
        List<String> names = new ArrayList<>(categories);
        names.addAll(new TreeSet<>(brands));
        names.addAll(new TreeSet<>(skus));
        attributes.values().forEach(values -> names.addAll(new TreeSet<>(values)));
        return String.join(", ", names);
    }

    /** Writes what {@link #read} reads. */
    Tree toTree(Units units) {
        Tree tree = Tree.mapping();
        putTexts(tree, "skus", new TreeSet<>(skus));
        putTexts(tree, "categories", categories);
        putTexts(tree, "brands", new TreeSet<>(brands));
        if (!attributes.isEmpty()) {
            Tree values = Tree.mapping();
            new TreeMap<>(attributes)
                    .forEach((name, any) -> values.put(name, new TreeSet<>(any), Tree::text));
            tree.put("attributes", values.node());
        }
        if (priceMin.isPresent() || priceBelow.isPresent()) {
            Tree range = Tree.mapping();
            priceMin.ifPresent(min -> range.put("min", units.text(min)));
            priceBelow.ifPresent(below -> range.put("below", units.text(below)));
            tree.put("price", range.node());
        }
        discounted.ifPresent(wanted -> tree.put("discounted", wanted));
        not.ifPresent(selection -> tree.put("not", selection.toTree(units).node()));
        return tree;
    }

    private static void putTexts(Tree tree, String key, Collection<String> texts) {
        if (!texts.isEmpty()) {
            tree.put(key, texts, Tree::text);
        }
    }

    private boolean admitsPrice(Money price) {
        return (priceMin.isEmpty() || price.compareTo(priceMin.get()) >= 0)
                && (priceBelow.isEmpty() || price.compareTo(priceBelow.get()) < 0);
    }
}
