package loyalty.engine.earn;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import loyalty.engine.arbitrate.Contest;
import loyalty.engine.arbitrate.Play;
import loyalty.engine.money.Rate;
import loyalty.engine.programme.Group;
import loyalty.engine.promotion.Promotion;

/** The accrual stage at work. Entrant i is source i + 1. Owned by one search. */
public final class EarnPlay implements Play {
    private final Contest contest;
    private final Earned earned;
    private final Deque<Earned.Mark> marks = new ArrayDeque<>();
    private final BitSet effective = new BitSet();
    private final List<Long> most = new ArrayList<>();

    public EarnPlay(Contest contest, Earned earned) {
        this.contest = contest;
        this.earned = earned;
        long all = contest.entrants().isEmpty() ? 0 : highest();
        for (int i = 0; i < contest.entrants().size(); i++) {
            long points = reward(i).most(earned, contest.entrants().get(i).limits(), () -> all);
            most.add(Math.multiplyExact(points, earned.unitWorth()));
        }
    }

    private long highest() {
        long sum = 1;
        for (int line = 0; line < earned.base().lines(); line++) {
            Rate rate = earned.rate(line);
            for (Promotion promotion : contest.entrants()) {
                if (promotion.reward() instanceof EarnRate change) {
                    rate = change.highest(rate);
                }
            }
            sum = Math.addExact(sum, earned.ceiling(line, rate) + 1);
        }
        return sum;
    }

    private EarnReward reward(int entrant) {
        return (EarnReward) contest.entrants().get(entrant).reward();
    }

    public Earned earned() {
        return earned;
    }

    /** Whether an entrant changed anything when it acted. */
    public boolean isEffective(int entrant) {
        return effective.get(entrant);
    }

    @Override
    public boolean act(int entrant) {
        Earned.Mark mark = earned.mark();
        boolean effect =
                reward(entrant).act(earned, entrant + 1, contest.entrants().get(entrant).limits());
        if (effect) {
            marks.push(mark);
            effective.set(entrant);
        }
        return effect;
    }

    @Override
    public void takeBack(int entrant) {
        earned.backTo(marks.pop());
        effective.clear(entrant);
    }

    @Override
    public long worth() {
        return earned.worth();
    }

    @Override
    public long most(int entrant) {
        return most.get(entrant);
    }

    @Override
    public boolean actsPerUnit(int entrant) {
        return reward(entrant) instanceof LineReward;
    }

    /** Wholes first, in their order; then each line takes what leaves it with the most. */
    @Override
    public void actAsGroup(int group, BitSet members) {
        marks.push(earned.mark());
        BitSet gone = new BitSet();
        for (int i = members.nextSetBit(0); i >= 0; i = members.nextSetBit(i + 1)) {
            if (!actsPerUnit(i) && actOnFree(i, gone)) {
                effective.set(i);
            }
        }
        boolean first = contest.group(group).mode() == Group.Mode.FIRST;
        for (int line = 0; line < earned.base().lines(); line++) {
            if (!gone.get(line)) {
                choose(line, members, first);
            }
        }
    }

    private boolean actOnFree(int entrant, BitSet gone) {
        Earned.Mark mark = earned.mark();
        if (!reward(entrant).act(earned, entrant + 1, contest.entrants().get(entrant).limits())) {
            return false;
        }
        BitSet lines = new BitSet();
        for (int line = 0; line < earned.base().lines(); line++) {
            for (long points : earned.fixed(entrant + 1, line)) {
                lines.set(line, lines.get(line) || points > 0);
            }
        }
        if (lines.intersects(gone)) {
            earned.backTo(mark);
            return false;
        }
        gone.or(lines);
        return true;
    }

    private void choose(int line, BitSet members, boolean first) {
        Earned.Mark before = earned.mark();
        Earned.Mark best = before;
        Rate bestRate = earned.rate(line);
        int winner = -1;
        for (int i = members.nextSetBit(0); i >= 0; i = members.nextSetBit(i + 1)) {
            if (reward(i) instanceof LineReward one && one.actOnLine(earned, i + 1, line)) {
                boolean better = first || earned.rate(line).compareTo(bestRate) > 0;
                if (better && !(first && winner >= 0)) {
                    best = earned.mark();
                    bestRate = earned.rate(line);
                    winner = i;
                }
                earned.backTo(before);
            }
        }
        if (winner >= 0) {
            earned.backTo(best);
            effective.set(winner);
        }
    }

    @Override
    public void takeBackGroup(int group) {
        earned.backTo(marks.pop());
        for (int i = 0; i < contest.entrants().size(); i++) {
            effective.set(i, effective.get(i) && contest.groupOf(i) != group);
        }
    }
}
