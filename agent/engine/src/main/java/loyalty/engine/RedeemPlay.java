package loyalty.engine;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.Optional;
import java.util.function.IntFunction;
import loyalty.engine.arbitrate.Contest;
import loyalty.engine.arbitrate.Play;
import loyalty.engine.basket.Line;
import loyalty.engine.money.Money;
import loyalty.engine.money.Rate;
import loyalty.engine.programme.Group;
import loyalty.engine.promotion.Promotion;
import loyalty.engine.promotion.Situation;
import loyalty.engine.reward.RedeemRule;
import loyalty.engine.select.Selection;

/** Rules of redemption at work: worth what they let points pay at most. Owned by one search. */
final class RedeemPlay implements Play {
    private final Contest contest;
    private final Situation situation;
    private final Discounts discounts;
    private final Deque<Integer> acting = new ArrayDeque<>();

    /** For each group that acted, how many acted before it. */
    private final Deque<Integer> before = new ArrayDeque<>();

    RedeemPlay(Contest contest, Situation situation, Discounts discounts) {
        this.contest = contest;
        this.situation = situation;
        this.discounts = discounts;
    }

    private RedeemRule rule(int entrant) {
        Promotion promotion = contest.entrants().get(entrant);
        return (RedeemRule) promotion.reward();
    }

    @Override
    public boolean act(int entrant) {
        acting.addLast(entrant);
        return true;
    }

    @Override
    public void takeBack(int entrant) {
        acting.removeLast();
    }

    /** Entrants whose rules hold. */
    BitSet effective() {
        BitSet effective = new BitSet();
        acting.forEach(effective::set);
        return effective;
    }

    /** The best cap of the rules that run, else the tier's, else the programme's. */
    Rate cap() {
        Optional<Rate> best =
                acting.stream()
                        .flatMap(entrant -> rule(entrant).cap().stream())
                        .max(Rate::compareTo);
        return best.or(() -> situation.level().cap()).orElse(situation.settings().redeem().cap());
    }

    /** Whether points may pay for a line at all. */
    boolean isPayable(int index) {
        Line line = situation.basket().lines().get(index);
        boolean discounted = discounts.isDiscounted(index);
        return line.redeemable()
                && (!discounted || onDiscountedLines())
                && !isBanned(line, discounted);
    }

    private boolean isBanned(Line line, boolean discounted) {
        for (int entrant : acting) {
            Optional<Selection> ban = rule(entrant).ban();
            if (ban.isPresent() && ban.get().admits(line, discounted)) {
                return true;
            }
        }
        return false;
    }

    /** The rule with the highest priority that says anything decides. */
    private boolean onDiscountedLines() {
        for (int entrant : acting) {
            Optional<Boolean> allowed = rule(entrant).onDiscountedLines();
            if (allowed.isPresent()) {
                return allowed.get();
            }
        }
        return situation.settings().redeem().onDiscountedLines();
    }

    @Override
    public long worth() {
        long payable = sum(i -> isPayable(i) ? discounts.amount(i) : Money.ZERO);
        return cap().ofFloor(Money.of(payable)).minor();
    }

    @Override
    public long most(int entrant) {
        return sum(discounts::amount);
    }

    private long sum(IntFunction<Money> amount) {
        long sum = 0;
        for (int i = 0; i < situation.basket().lines().size(); i++) {
            sum += amount.apply(i).minor();
        }
        return sum;
    }

    /** Rules have no units: the group takes the first, or the one that lets most be paid. */
    @Override
    public void actAsGroup(int group, BitSet members) {
        before.push(acting.size());
        boolean first = contest.group(group).mode() == Group.Mode.FIRST;
        int best = first ? members.nextSetBit(0) : mostWorth(members);
        if (best >= 0) {
            act(best);
        }
    }

    private int mostWorth(BitSet members) {
        int best = -1;
        long bestWorth = -1;
        for (int i = members.nextSetBit(0); i >= 0; i = members.nextSetBit(i + 1)) {
            act(i);
            if (worth() > bestWorth) {
                bestWorth = worth();
                best = i;
            }
            takeBack(i);
        }
        return best;
    }

    @Override
    public void takeBackGroup(int group) {
        int left = before.pop();
        while (acting.size() > left) {
            acting.removeLast();
        }
    }
}
