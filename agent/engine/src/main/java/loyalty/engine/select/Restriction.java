package loyalty.engine.select;

import java.util.Set;
import java.util.TreeSet;
import loyalty.engine.basket.Line;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.engine.form.Form;
import loyalty.engine.form.Units;

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

    /** Reads a selection with {@code stores} and {@code channels} beside it. */
    public static Restriction read(Form form) {
        Set<String> stores = Set.copyOf(form.texts("stores", "only in these stores"));
        Set<String> channels = Set.copyOf(form.texts("channels", "only through these channels"));
        return new Restriction(Selection.readOrAll(form), stores, channels);
    }

    /** Writes what {@link #read} reads. */
    public Node toNode(Units units) {
        Tree tree = lines.toTree(units);
        if (!stores.isEmpty()) {
            tree.put("stores", new TreeSet<>(stores), Tree::text);
        }
        if (!channels.isEmpty()) {
            tree.put("channels", new TreeSet<>(channels), Tree::text);
        }
        return tree.node();
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
