package loyalty.engine.pack;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import loyalty.engine.condition.Code;
import loyalty.engine.condition.Place;
import loyalty.engine.condition.Present;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Promotion;
import loyalty.engine.promotion.Situation;
import loyalty.engine.select.Selection;
import org.jspecify.annotations.Nullable;

/**
 * Finds the few promotions that can run among many. Each is filed under the keys of its most
 * telling condition: a static code, products, stores, or categories that it cannot do without;
 * promotions without any such condition are looked at every time. Dates need no key: they are two
 * comparisons. Immutable.
 */
final class PromotionIndex {
    private final Map<String, int[]> byCode = new HashMap<>();
    private final Map<String, int[]> bySku = new HashMap<>();
    private final Map<String, int[]> byStore = new HashMap<>();
    private final Map<String, int[]> byCategory = new HashMap<>();
    private final int[] always;
    private final Promotion[] promotions;
    private final long[] from;
    private final long[] till;

    PromotionIndex(List<Promotion> promotions) {
        this.promotions = promotions.toArray(Promotion[]::new);
        this.from = new long[promotions.size()];
        this.till = new long[promotions.size()];
        Map<String, List<Integer>> lists = new HashMap<>();
        List<Integer> unkeyed = new ArrayList<>();
        for (int i = 0; i < this.promotions.length; i++) {
            from[i] = this.promotions[i].from().map(t -> t.getEpochSecond()).orElse(Long.MIN_VALUE);
            till[i] = this.promotions[i].till().map(t -> t.getEpochSecond()).orElse(Long.MAX_VALUE);
            Set<String> keys = keys(this.promotions[i]);
            if (keys.isEmpty()) {
                unkeyed.add(i);
            }
            for (String key : keys) {
                lists.computeIfAbsent(key, k -> new ArrayList<>()).add(i);
            }
        }
        lists.forEach((key, list) -> mapOf(key).put(key.substring(2), ints(list)));
        this.always = ints(unkeyed);
    }

    private Map<String, int[]> mapOf(String key) {
        return switch (key.charAt(0)) {
            case 'c' -> byCode;
            case 'p' -> bySku;
            case 's' -> byStore;
            default -> byCategory;
        };
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Keys of the best condition; one of them must be in the situation, or it cannot run. */
    private static Set<String> keys(Promotion promotion) {
        Set<String> best = Set.of();
        int bestRank = Integer.MAX_VALUE;
        for (Condition condition : promotion.conditions()) {
            Set<String> keys = keys(condition);
            if (!keys.isEmpty() && rank(keys) < bestRank) {
                best = keys;
                bestRank = rank(keys);
            }
        }
        return best;
    }

    private static int rank(Set<String> keys) {
        return "cpsg".indexOf(keys.iterator().next().charAt(0));
    }

    private static Set<String> keys(Condition condition) {
        if (condition instanceof Code code && code.kind() == Code.Kind.STATIC) {
            return prefixed("c:", code.values());
        }
        if (condition instanceof Place place && place.kind() == Place.Kind.STORES) {
            return prefixed("s:", place.any());
        }
        if (condition instanceof Present present) {
            Selection selection = present.selection();
            return selection.skus().isEmpty()
                    ? prefixed("g:", selection.categories())
                    : prefixed("p:", selection.skus());
        }
        return Set.of();
    }

    private static Set<String> prefixed(String prefix, Iterable<String> values) {
        Set<String> keys = new TreeSet<>();
        values.forEach(value -> keys.add(prefix + value));
        return keys;
    }

    List<Promotion> candidates(Situation situation) {
        BitSet found = new BitSet(promotions.length);
        long now = situation.at().getEpochSecond();
        add(found, always, now);
        situation.codes().forEach(code -> add(found, byCode.get(code), now));
        add(found, byStore.get(situation.context().store()), now);
        situation.contents().skus().forEach(sku -> add(found, bySku.get(sku), now));
        situation
                .contents()
                .categories()
                .forEach(category -> add(found, byCategory.get(category), now));
        List<Promotion> candidates = new ArrayList<>();
        for (int i = found.nextSetBit(0); i >= 0; i = found.nextSetBit(i + 1)) {
            candidates.add(promotions[i]);
        }
        return candidates;
    }

    private void add(BitSet found, int @Nullable [] list, long now) {
        if (list == null) {
            return;
        }
        for (int i : list) {
            if (from[i] <= now && now <= till[i]) {
                found.set(i);
            }
        }
    }
}
