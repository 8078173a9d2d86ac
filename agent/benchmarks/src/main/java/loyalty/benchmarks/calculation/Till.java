package loyalty.benchmarks.calculation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import loyalty.engine.spread.Spread;

/** What the consequences of Drools rules act on: one sale, with the arithmetic of our rules. */
public final class Till {
    static final String APPLIED = "";

    private final List<Goods> basket;
    private final long[] lots;
    private final Map<String, List<Goods>> byCategory = new HashMap<>();
    private final Map<String, Outcome> outcomes = new LinkedHashMap<>();
    private final List<Long> spent = new ArrayList<>();
    private long[] redeemedOnLines = {};
    private long[] earnedOnLines = {};

    /** What became of a promotion: kopecks off, or a reason code. */
    record Outcome(String reason, long off) {}

    /** A sale of these goods to a member with these lots, first to expire first. */
    Till(List<Goods> basket, long[] lots) {
        this.basket = basket;
        this.lots = lots.clone();
        basket.forEach(
                g -> byCategory.computeIfAbsent(g.getCategory(), c -> new ArrayList<>()).add(g));
    }

    /**
     * A percentage of the whole category, rounded once, spread to lines, none below its minimum.
     */
    public void takeOff(String promotion, String category, long percent) {
        List<Goods> lines = byCategory.getOrDefault(category, List.of());
        long[] amounts = lines.stream().mapToLong(Goods::amount).toArray();
        long total = (Arrays.stream(amounts).sum() * percent + 50) / 100;
        long[] parts = Spread.proportionally(total, amounts);
        long off = 0;
        for (int i = 0; i < parts.length; i++) {
            off += lines.get(i).lower(parts[i]);
        }
        outcomes.put(promotion, new Outcome(APPLIED, off));
    }

    public void refuse(String promotion, String reason) {
        outcomes.put(promotion, new Outcome(reason, 0));
    }

    /** Points pay what the cap allows, from the first lots, spread to lines. */
    public void redeem(long capPercent) {
        long[] amounts = basket.stream().mapToLong(Goods::amount).toArray();
        long left =
                Math.min(
                        Arrays.stream(lots).sum(),
                        Arrays.stream(amounts).sum() * capPercent / 10_000);
        redeemedOnLines = Spread.proportionally(left * 100, amounts);
        for (int lot = 0; lot < lots.length && left > 0; lot++) {
            spent.add(Math.min(left, lots[lot]));
            left -= spent.get(lot);
        }
    }

    /** Whole points of what was paid in money, spread to lines. */
    public void earn(long percent) {
        long[] paid = new long[basket.size()];
        Arrays.setAll(paid, i -> basket.get(i).amount() - redeemedOnLines[i]);
        earnedOnLines = Spread.proportionally(Arrays.stream(paid).sum() * percent / 10_000, paid);
    }

    long total() {
        return basket.stream().mapToLong(Goods::amount).sum();
    }

    /** In points. */
    long redeemed() {
        return Arrays.stream(redeemedOnLines).sum() / 100;
    }

    long earned() {
        return Arrays.stream(earnedOnLines).sum();
    }

    Outcome outcome(String promotion) {
        return outcomes.getOrDefault(promotion, new Outcome("none", 0));
    }
}
