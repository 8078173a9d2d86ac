package loyalty.engine.price;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import loyalty.engine.condition.Present;
import loyalty.engine.form.Form;
import loyalty.engine.programme.Settings;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Limits;
import loyalty.engine.promotion.Never;
import loyalty.engine.promotion.Situation;
import loyalty.engine.select.Selection;

/**
 * Trigger units make target units cheaper, one target for each trigger. Takes the targets that save
 * most; a unit is trigger or target, never both.
 *
 * @param maxTimes targets at most; 0 = as many as there are triggers
 */
public record Combo(Selection trigger, Selection target, Cut cut, long maxTimes)
        implements PriceReward {
    public static final String NAME = "combo";

    public static Combo read(Form form) {
        Selection trigger =
                form.named("trigger", "selection", "what must be bought", Selection::read)
                        .orElse(Selection.ALL);
        Selection target =
                form.named("target", "selection", "what becomes cheaper", Selection::read)
                        .orElse(Selection.ALL);
        if (!form.has("trigger") || !form.has("target")) {
            form.problem("a combo has a trigger and a target", "add the missing one");
        }
        return new Combo(
                trigger,
                target,
                Cut.readAny(form),
                form.whole("maxTimes", 0, 1, Sets.MOST, "targets in one receipt at most"));
    }

    @Override
    public String mechanic() {
        return NAME;
    }

    @Override
    public Optional<Never> never(Settings settings) {
        return Never.when(
                cut.isNothing(), "", "takes nothing off", "write a percent or an amount above 0");
    }

    @Override
    public List<Condition> demands() {
        return List.of(Present.matching(target), Present.trigger(trigger));
    }

    @Override
    public Move move(Prices prices, Situation situation, Limits limits) {
        return new Pairs(prices, limits.timesWithin(maxTimes));
    }

    private final class Pairs implements Move {
        private final Prices prices;
        private final long times;
        private final int[] targets;
        private final int[] triggers;
        private final BitSet isTrigger = new BitSet();
        private final BitSet isTarget = new BitSet();

        Pairs(Prices prices, long times) {
            this.prices = prices;
            this.times = times;
            this.targets = prices.discountable(target);
            this.triggers = prices.all(trigger);
            Arrays.stream(triggers).forEach(isTrigger::set);
            Arrays.stream(targets).forEach(isTarget::set);
        }

        @Override
        public Award award(BitSet blocked) {
            int[] chosen = bestTargets(blocked);
            if (chosen.length == 0) {
                return Award.NOTHING;
            }
            return cut.apply(prices, chosen, withTriggers(chosen, blocked));
        }

        /**
         * A target that is a trigger too costs two triggers, the one it needs and itself. So the
         * best choice is, for some number of those, as many of the others as then fit.
         */
        private int[] bestTargets(BitSet blocked) {
            int[] bySaving = bySaving(Picks.free(targets, blocked));
            int[] plain = Arrays.stream(bySaving).filter(u -> !isTrigger.get(u)).toArray();
            int[] both = Arrays.stream(bySaving).filter(isTrigger::get).toArray();
            int supply = Picks.free(triggers, blocked).length;
            long best = 0;
            int[] chosen = new int[0];
            for (int twofold = 0; twofold <= Math.min(both.length, supply / 2); twofold++) {
                long left = Math.min(times - twofold, supply - 2L * twofold);
                int single = (int) Math.max(0, Math.min(left, plain.length));
                if (twofold > times) {
                    break;
                }
                int[] candidate =
                        IntStream.concat(
                                        Arrays.stream(plain, 0, single),
                                        Arrays.stream(both, 0, twofold))
                                .toArray();
                long saving = saving(candidate);
                if (saving > best) {
                    best = saving;
                    chosen = candidate;
                }
            }
            Arrays.sort(chosen);
            return chosen;
        }

        private int[] bySaving(int[] units) {
            return Arrays.stream(units)
                    .boxed()
                    .filter(unit -> cut.saving(prices, unit) > 0)
                    .sorted(Comparator.comparingLong((Integer u) -> -cut.saving(prices, u)))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }

        private long saving(int[] units) {
            return cut.apply(prices, units, units).total();
        }

        /** The targets and as many triggers, those first that could not be targets themselves. */
        private int[] withTriggers(int[] chosen, BitSet blocked) {
            BitSet taken = new BitSet();
            Arrays.stream(chosen).forEach(taken::set);
            IntStream free = Arrays.stream(triggers).filter(u -> !taken.get(u) && !blocked.get(u));
            int[] order =
                    free.boxed()
                            .sorted(Comparator.comparing((Integer u) -> isTarget.get(u)))
                            .limit(chosen.length)
                            .mapToInt(Integer::intValue)
                            .toArray();
            return IntStream.concat(Arrays.stream(chosen), Arrays.stream(order)).toArray();
        }

        @Override
        public long most(boolean neverBlocked) {
            long count = Math.min(times, Math.min(triggers.length, targets.length));
            return 1
                    + Arrays.stream(targets)
                            .mapToLong(unit -> cut.most(prices, unit))
                            .boxed()
                            .sorted(Comparator.reverseOrder())
                            .limit(count)
                            .mapToLong(saving -> saving + 1)
                            .sum();
        }

        @Override
        public int[] units() {
            return IntStream.concat(Arrays.stream(targets), Arrays.stream(triggers))
                    .distinct()
                    .toArray();
        }

        @Override
        public boolean usesUnits() {
            return true;
        }
    }
}
