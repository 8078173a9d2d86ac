package loyalty.engine;

import java.util.BitSet;
import loyalty.engine.arbitrate.Contest;
import loyalty.engine.arbitrate.Play;
import loyalty.engine.money.Points;
import loyalty.engine.promotion.Situation;
import loyalty.engine.reward.Say;

/** Messages and codes at work. None is worth money, so who may speak does. Owned by one search. */
final class Talk implements Play {
    private final Situation situation;
    private final Contest contest;
    private final BitSet speaking = new BitSet();

    Talk(Situation situation, Contest contest) {
        this.situation = situation;
        this.contest = contest;
    }

    @Override
    public boolean act(int entrant) {
        boolean speaks =
                !(contest.entrants().get(entrant).reward() instanceof Say say)
                        || (burns(say) && isRich(say));
        speaking.set(entrant, speaks);
        return speaks;
    }

    private boolean burns(Say say) {
        return say.burning().isEmpty() || !new Burning(situation, say.burning().get()).isNothing();
    }

    private boolean isRich(Say say) {
        Points from = situation.settings().balanceFrom();
        return !say.balance() || balance(situation).compareTo(from) >= 0;
    }

    /** Points that the member can call his own before this sale. */
    static Points balance(Situation situation) {
        return situation.member().map(member -> member.balance(situation.at())).orElse(Points.ZERO);
    }

    @Override
    public void takeBack(int entrant) {
        speaking.clear(entrant);
    }

    /** Entrants that speak. */
    BitSet effective() {
        return (BitSet) speaking.clone();
    }

    @Override
    public long worth() {
        return 0;
    }

    @Override
    public long most(int entrant) {
        return 0;
    }

    /** A text has no units: the first that may speaks for its group. */
    @Override
    public void actAsGroup(int group, BitSet members) {
        int next = members.nextSetBit(0);
        while (next >= 0 && !act(next)) {
            next = members.nextSetBit(next + 1);
        }
    }

    @Override
    public void takeBackGroup(int group) {
        for (int i = speaking.nextSetBit(0); i >= 0; i = speaking.nextSetBit(i + 1)) {
            speaking.set(i, contest.groupOf(i) != group);
        }
    }
}
