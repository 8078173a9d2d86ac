package loyalty.engine.price;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import loyalty.engine.arbitrate.Contest;
import loyalty.engine.arbitrate.Play;
import loyalty.engine.programme.Group;
import loyalty.engine.promotion.Promotion;
import loyalty.engine.promotion.Situation;

/** The discount stage at work. Owned by one search. */
public final class DiscountPlay implements Play {
    private static final BitSet NOBODY = new BitSet();

    private final Prices prices;
    private final Contest contest;
    private final List<Move> moves = new ArrayList<>();
    private final Deque<Done> done = new ArrayDeque<>();
    private long worth;

    /** One act, or all acts of a group that acted as one. */
    private record Done(int entrant, Award award) {}

    public DiscountPlay(Contest contest, Situation situation) {
        this.contest = contest;
        this.prices = Prices.of(situation.basket());
        for (Promotion promotion : contest.entrants()) {
            PriceReward reward = (PriceReward) promotion.reward();
            moves.add(reward.move(prices, situation, promotion.limits()));
        }
    }

    public Prices prices() {
        return prices;
    }

    @Override
    public boolean act(int entrant) {
        return apply(entrant, moves.get(entrant).award(usedUnits(entrant)));
    }

    private boolean apply(int entrant, Award award) {
        long total = award.total();
        if (total == 0) {
            return false;
        }
        prices.take(award);
        worth += total;
        done.push(new Done(entrant, award));
        return true;
    }

    /** Units that sets of the same group have used up, if this reward is a set as well. */
    private BitSet usedUnits(int entrant) {
        int group = contest.groupOf(entrant);
        if (group < 0 || !moves.get(entrant).usesUnits()) {
            return NOBODY;
        }
        BitSet used = new BitSet();
        for (Done act : done) {
            if (contest.groupOf(act.entrant) == group) {
                for (int unit : act.award.used()) {
                    used.set(unit);
                }
            }
        }
        return used;
    }

    @Override
    public void takeBack(int entrant) {
        Done act = done.pop();
        if (act.entrant != entrant) {
            throw new IllegalStateException(entrant + " taken back before " + act.entrant);
        }
        undo(act);
    }

    private void undo(Done act) {
        prices.giveBack(act.award);
        worth -= act.award.total();
    }

    @Override
    public long worth() {
        return worth;
    }

    @Override
    public long most(int entrant) {
        return moves.get(entrant).most(isNeverBlocked(entrant));
    }

    /** Only sets that stack in one group, or a group that shares units out, take units away. */
    private boolean isNeverBlocked(int entrant) {
        int group = contest.groupOf(entrant);
        return group < 0
                || (contest.group(group).mode() != Group.Mode.STACK && !contest.isPerUnit(group));
    }

    @Override
    public boolean actsPerUnit(int entrant) {
        return moves.get(entrant) instanceof UnitMove;
    }

    /** Sets first, as wholes, in their order; then each unit takes what gives it most. */
    @Override
    public void actAsGroup(int group, BitSet members) {
        BitSet gone = new BitSet();
        for (int i = members.nextSetBit(0); i >= 0; i = members.nextSetBit(i + 1)) {
            if (!actsPerUnit(i) && apply(i, moves.get(i).award(gone))) {
                block(gone, done.element().award);
            }
        }
        BitSet singles = (BitSet) members.clone();
        members.stream().filter(i -> !actsPerUnit(i)).forEach(singles::clear);
        actOnSingles(group, singles, gone);
    }

    /** Whoever would round to nothing on the units it wins has no say in them after all. */
    private void actOnSingles(int group, BitSet singles, BitSet gone) {
        List<Done> acts = new ArrayList<>();
        BitSet[] takers = takers(group, singles, gone);
        for (int i = singles.nextSetBit(0); i >= 0; i = singles.nextSetBit(i + 1)) {
            if (!takers[i].isEmpty()) {
                BitSet others = (BitSet) takers[i].clone();
                others.flip(0, prices.units());
                Award award = moves.get(i).award(others);
                if (award.total() == 0) {
                    singles.clear(i);
                    actOnSingles(group, singles, gone);
                    return;
                }
                acts.add(new Done(i, award));
            }
        }
        acts.forEach(act -> apply(act.entrant, act.award));
    }

    private static void block(BitSet gone, Award award) {
        for (int i = 0; i < award.units().length; i++) {
            gone.set(award.units()[i], gone.get(award.units()[i]) || award.off()[i] > 0);
        }
        for (int unit : award.used()) {
            gone.set(unit);
        }
    }

    private BitSet[] takers(int group, BitSet singles, BitSet gone) {
        BitSet[] takers = new BitSet[moves.size()];
        long[] gains = new long[prices.units()];
        int[] winner = new int[prices.units()];
        boolean first = contest.group(group).mode() == Group.Mode.FIRST;
        for (int i = singles.nextSetBit(0); i >= 0; i = singles.nextSetBit(i + 1)) {
            takers[i] = new BitSet();
            UnitMove move = (UnitMove) moves.get(i);
            for (int unit : move.units()) {
                long gain = gone.get(unit) ? 0 : move.gainMillionths(unit);
                if (gain > gains[unit] && !(first && gains[unit] > 0)) {
                    gains[unit] = gain;
                    winner[unit] = i;
                }
            }
        }
        for (int unit = 0; unit < gains.length; unit++) {
            if (gains[unit] > 0) {
                takers[winner[unit]].set(unit);
            }
        }
        return takers;
    }

    @Override
    public void takeBackGroup(int group) {
        while (!done.isEmpty() && contest.groupOf(done.element().entrant) == group) {
            undo(done.pop());
        }
    }

    /** What an entrant took off, if it acted with effect. */
    public Optional<Award> awardOf(int entrant) {
        for (Done act : done) {
            if (act.entrant == entrant) {
                return Optional.of(act.award);
            }
        }
        return Optional.empty();
    }

    /** Entrants that acted with effect. */
    public BitSet effective() {
        BitSet effective = new BitSet();
        for (Done act : done) {
            effective.set(act.entrant);
        }
        return effective;
    }
}
