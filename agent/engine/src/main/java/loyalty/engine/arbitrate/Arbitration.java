package loyalty.engine.arbitrate;

import java.util.BitSet;
import java.util.List;
import loyalty.engine.programme.Group;

/**
 * Finds the best allowed set by branch and bound over the entrants in the order in which they act,
 * so that every prefix is calculated once. Proven for {@link #MOST_PROVEN} entrants that have a
 * choice; with more of them usually too, unless {@link #MOST_BRANCHES} is reached, and then the
 * answer says that it is only a bound. Lives for one search.
 *
 * <p>Allowed is a set in which no two clash, at most one of a {@code best} or {@code first} group
 * is, every one has an effect, and nobody of a {@code stack} or {@code first} group, or of a group
 * in which units choose, is missing unless somebody in the set keeps it out. Of sets with equal
 * worth the first in search order wins, which is the one with the higher priority, then the lower
 * id.
 */
public final class Arbitration {
    /** So many promotions that have a choice are always decided exactly. */
    public static final int MOST_PROVEN = 16;

    static final long MOST_BRANCHES = 1L << (MOST_PROVEN + 1);

    private final Contest contest;
    private final Play play;
    private final int forced;
    private final int last;
    private final long[] stackRest;
    private final long[][] groupRest;
    private final BitSet chosen = new BitSet();
    private final BitSet owed = new BitSet();
    private final BitSet groupTaken = new BitSet();
    private long branches;
    private boolean gaveUp;
    private boolean guided;
    private BitSet guide = new BitSet();
    private long floor = -1;
    private long bestWorth = -1;
    private BitSet best = new BitSet();

    private Arbitration(Contest contest, Play play, int forced) {
        this.contest = contest;
        this.play = play;
        this.forced = forced;
        this.last = contest.turns().size();
        this.stackRest = new long[last + 1];
        this.groupRest = new long[last + 1][contest.groups()];
        bounds();
    }

    /** The best allowed set. Leaves the play as it found it. */
    public static Choice best(Contest contest, Play play) {
        Arbitration search = new Arbitration(contest, play, -1);
        if (contest.hasChoice(play)) {
            search.tryOut(search.likely());
        }
        return search.search();
    }

    /**
     * The best allowed set that contains this entrant.
     *
     * @param best the best set without that demand, to start from
     */
    public static Choice bestWith(int entrant, Contest contest, Play play, Choice best) {
        Arbitration search = new Arbitration(contest, play, entrant);
        BitSet near = best.chosen();
        near.andNot(contest.clashes(entrant));
        near.andNot(contest.rivals(entrant));
        near.set(entrant);
        if (contest.hasChoice(play)) {
            search.tryOut(near);
        }
        return search.search();
    }

    /** Of each group whoever is worth most alone: where the best set probably is. */
    private BitSet likely() {
        BitSet likely = new BitSet();
        int[] leader = new int[contest.groups()];
        long[] lead = new long[contest.groups()];
        for (Contest.Turn turn : contest.turns()) {
            int entrant = turn.entrant();
            if (entrant >= 0 && (turn.decidesOnly() || turn.group() < 0)) {
                likely.set(entrant);
            } else if (entrant >= 0 && play.act(entrant)) {
                if (play.worth() > lead[turn.group()]) {
                    lead[turn.group()] = play.worth();
                    leader[turn.group()] = entrant;
                }
                play.takeBack(entrant);
            }
        }
        for (int group = 0; group < lead.length; group++) {
            if (lead[group] > 0) {
                likely.set(leader[group]);
            }
        }
        return likely;
    }

    /** Plays one set through; if it is allowed, nothing below its worth need be looked at. */
    private void tryOut(BitSet set) {
        guided = true;
        guide = set;
        search(0);
        guided = false;
        floor = bestWorth;
        bestWorth = -1;
        best = new BitSet();
    }

    /** What the turns from here on can add at most: those that stack, and the best of a group. */
    private void bounds() {
        for (int turn = last - 1; turn >= 0; turn--) {
            stackRest[turn] = stackRest[turn + 1];
            groupRest[turn] = groupRest[turn + 1].clone();
            Contest.Turn next = contest.turns().get(turn);
            if (next.entrant() < 0) {
                stackRest[turn] += groupMost(next.group());
            } else if (!next.decidesOnly()) {
                add(turn, next);
            }
        }
    }

    private void add(int turn, Contest.Turn next) {
        long most = play.most(next.entrant());
        if (contest.mode(next.entrant()) == Group.Mode.STACK) {
            stackRest[turn] += most;
        } else {
            groupRest[turn][next.group()] = Math.max(groupRest[turn][next.group()], most);
        }
    }

    private long groupMost(int group) {
        long sum = 0;
        for (int i = 0; i < contest.entrants().size(); i++) {
            sum += contest.groupOf(i) == group ? play.most(i) : 0;
        }
        return sum;
    }

    private Choice search() {
        search(0);
        return new Choice(bestWorth >= 0, best, Math.max(0, bestWorth), !gaveUp);
    }

    private void search(int turn) {
        if (turn == last) {
            reachEnd();
            return;
        }
        if (!guided && isHopeless(turn)) {
            return;
        }
        Contest.Turn next = contest.turns().get(turn);
        if (next.entrant() < 0) {
            settle(turn, next.group());
        } else if (isKeptOut(next.entrant())) {
            leaveOut(turn, next.entrant());
        } else {
            decide(turn, next);
        }
    }

    /** Equal worth found later loses; equal to the set tried out it may still be the first. */
    private boolean isHopeless(int turn) {
        if (gaveUp) {
            return true;
        }
        long most = play.worth() + rest(turn);
        return most < floor || (bestWorth >= 0 && most <= bestWorth);
    }

    private long rest(int turn) {
        long rest = stackRest[turn];
        for (int group = 0; group < groupRest[turn].length; group++) {
            rest += groupTaken.get(group) ? 0 : groupRest[turn][group];
        }
        return rest;
    }

    private void settle(int turn, int group) {
        BitSet members = new BitSet();
        for (int i = chosen.nextSetBit(0); i >= 0; i = chosen.nextSetBit(i + 1)) {
            members.set(i, contest.groupOf(i) == group);
        }
        play.actAsGroup(group, members);
        search(turn + 1);
        play.takeBackGroup(group);
    }

    private void decide(int turn, Contest.Turn next) {
        int entrant = next.entrant();
        if (!next.decidesOnly() && !play.act(entrant)) {
            leaveOut(turn, entrant);
            return;
        }
        boolean mayGo = entrant != forced && contest.mayBeLeftOut(next, play);
        boolean stays = !guided || !mayGo || guide.get(entrant);
        if (stays) {
            take(turn, next);
        }
        if (!next.decidesOnly()) {
            play.takeBack(entrant);
        }
        if (mayGo && !(guided && stays)) {
            leaveOutByChoice(turn, next);
        }
    }

    /** Only a {@code best} group may do without; in a group of units everybody has a say. */
    private void leaveOutByChoice(int turn, Contest.Turn next) {
        int entrant = next.entrant();
        boolean free = contest.mode(entrant) == Group.Mode.BEST && !contest.isHarmless(next, play);
        if (!guided) {
            branches++;
            gaveUp |= branches >= MOST_BRANCHES;
        }
        owed.set(entrant, !free);
        search(turn + 1);
        owed.clear(entrant);
    }

    private void take(int turn, Contest.Turn next) {
        boolean takesGroup = next.group() >= 0 && !next.decidesOnly();
        chosen.set(next.entrant());
        if (takesGroup && contest.mode(next.entrant()) != Group.Mode.STACK) {
            groupTaken.set(next.group());
            search(turn + 1);
            groupTaken.clear(next.group());
        } else {
            search(turn + 1);
        }
        chosen.clear(next.entrant());
    }

    private void leaveOut(int turn, int entrant) {
        if (entrant != forced) {
            search(turn + 1);
        }
    }

    /** A set that must contain one of a group of units is the one where it has them alone. */
    private boolean isKeptOut(int entrant) {
        return contest.isBlocked(entrant, chosen)
                || (forced >= 0 && forced != entrant && contest.shareUnits(forced, entrant));
    }

    private void reachEnd() {
        for (int i = owed.nextSetBit(0); i >= 0; i = owed.nextSetBit(i + 1)) {
            if (!contest.clashes(i).intersects(chosen)) {
                return;
            }
        }
        if (play.worth() > bestWorth) {
            bestWorth = play.worth();
            best = (BitSet) chosen.clone();
        }
    }

    /** Lets a chosen set act, to be read off the play afterwards. */
    public static void replay(Choice choice, Contest contest, Play play) {
        List<Contest.Turn> turns = contest.turns();
        for (Contest.Turn turn : turns) {
            if (turn.entrant() < 0) {
                BitSet members = choice.chosen();
                for (int i = members.nextSetBit(0); i >= 0; i = members.nextSetBit(i + 1)) {
                    members.set(i, contest.groupOf(i) == turn.group());
                }
                play.actAsGroup(turn.group(), members);
            } else if (!turn.decidesOnly() && choice.chosen().get(turn.entrant())) {
                play.act(turn.entrant());
            }
        }
    }
}
