package loyalty.engine.arbitrate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import loyalty.engine.programme.Group;
import loyalty.engine.promotion.Promotion;

/**
 * Who competes with whom in one stage. Entrants stand in the order in which they act; a group of
 * scope {@code line} takes its turn as one, at the place of its first member. Immutable.
 */
public final class Contest {
    private static final int NO_GROUP = -1;

    private final List<Promotion> entrants;
    private final List<Group> groups;
    private final int[] groupOf;
    private final BitSet[] clashes;
    private final BitSet[] rivals;
    private final List<Turn> turns;

    /**
     * One step of the stage.
     *
     * @param entrant who is considered; -1 if the group now acts
     * @param group of the entrant; -1 for none
     */
    record Turn(int entrant, int group, boolean decidesOnly) {}

    private Contest(List<Promotion> entrants, List<Group> groups, int[] groupOf) {
        this.entrants = entrants;
        this.groups = groups;
        this.groupOf = groupOf;
        this.clashes = new BitSet[entrants.size()];
        this.rivals = new BitSet[entrants.size()];
        for (int i = 0; i < entrants.size(); i++) {
            clashes[i] = new BitSet();
            rivals[i] = new BitSet();
        }
        findConflicts();
        this.turns = List.copyOf(findTurns());
    }

    /** The running promotions of one stage. */
    public static Contest of(List<Promotion> running, Map<String, Group> groups) {
        List<Promotion> entrants = running.stream().sorted(Promotion.ORDER).toList();
        Map<String, Integer> numbers = new LinkedHashMap<>();
        List<Group> present = new ArrayList<>();
        int[] groupOf = new int[entrants.size()];
        for (int i = 0; i < groupOf.length; i++) {
            Group group = groups.get(entrants.get(i).group());
            groupOf[i] = group == null ? NO_GROUP : number(numbers, present, group);
        }
        return new Contest(entrants, List.copyOf(present), groupOf);
    }

    private static int number(Map<String, Integer> numbers, List<Group> present, Group group) {
        return numbers.computeIfAbsent(
                group.name(),
                name -> {
                    present.add(group);
                    return present.size() - 1;
                });
    }

    private void findConflicts() {
        for (int i = 0; i < entrants.size(); i++) {
            for (int j = i + 1; j < entrants.size(); j++) {
                Promotion a = entrants.get(i);
                Promotion b = entrants.get(j);
                if (a.exclusive() || b.exclusive() || a.clashesWith(b)) {
                    clashes[i].set(j);
                    clashes[j].set(i);
                }
                if (groupOf[i] >= 0 && groupOf[i] == groupOf[j] && choosesOne(i)) {
                    rivals[i].set(j);
                    rivals[j].set(i);
                }
            }
        }
    }

    private boolean choosesOne(int entrant) {
        return groupOf[entrant] >= 0
                && mode(entrant) != Group.Mode.STACK
                && !isPerUnit(groupOf[entrant]);
    }

    private List<Turn> findTurns() {
        List<Turn> found = new ArrayList<>();
        BitSet settled = new BitSet();
        for (int i = 0; i < entrants.size(); i++) {
            int group = groupOf[i];
            if (group < 0 || !isPerUnit(group)) {
                found.add(new Turn(i, group, false));
            } else if (!settled.get(group)) {
                settled.set(group);
                for (int j = i; j < entrants.size(); j++) {
                    if (groupOf[j] == group) {
                        found.add(new Turn(j, group, true));
                    }
                }
                found.add(new Turn(-1, group, false));
            }
        }
        return found;
    }

    public List<Promotion> entrants() {
        return entrants;
    }

    /** The number of a promotion among the entrants; -1 if it is none of them. */
    public int entrantOf(Promotion promotion) {
        for (int i = 0; i < entrants.size(); i++) {
            if (entrants.get(i).index() == promotion.index()) {
                return i;
            }
        }
        return -1;
    }

    /** Whether anybody may stay out by choice; if not, there is one set to look at. */
    boolean hasChoice(Play play) {
        for (Turn turn : turns) {
            if (turn.entrant() >= 0 && mayBeLeftOut(turn, play)) {
                return true;
            }
        }
        return false;
    }

    /** A stacked one may only give way to somebody who acts later and keeps it out. */
    boolean mayBeLeftOut(Turn turn, Play play) {
        return !clashes[turn.entrant()].isEmpty()
                || (mode(turn.entrant()) == Group.Mode.BEST && !isHarmless(turn, play));
    }

    /** Whether it only has a say in what single units take, and takes nothing from the others. */
    boolean isHarmless(Turn turn, Play play) {
        return turn.decidesOnly() && play.actsPerUnit(turn.entrant());
    }

    /** Number of the entrant's group; -1 for none. */
    public int groupOf(int entrant) {
        return groupOf[entrant];
    }

    int groups() {
        return groups.size();
    }

    /** Whether each unit takes its own promotion of this group. */
    public boolean isPerUnit(int group) {
        return groups.get(group).perUnit() && groups.get(group).mode() != Group.Mode.STACK;
    }

    public Group group(int group) {
        return groups.get(group);
    }

    Group.Mode mode(int entrant) {
        return groupOf[entrant] < 0 ? Group.Mode.STACK : groups.get(groupOf[entrant]).mode();
    }

    /** Those it can never go together with by {@code excludes} or {@code exclusive}. */
    BitSet clashes(int entrant) {
        return clashes[entrant];
    }

    /** Those of its group that cannot be chosen beside it. */
    BitSet rivals(int entrant) {
        return rivals[entrant];
    }

    boolean isBlocked(int entrant, BitSet chosen) {
        return clashes[entrant].intersects(chosen) || rivals[entrant].intersects(chosen);
    }

    /** Whether both are of one group in which each unit takes its own promotion. */
    boolean shareUnits(int entrant, int other) {
        return groupOf[entrant] >= 0
                && groupOf[entrant] == groupOf[other]
                && isPerUnit(groupOf[entrant]);
    }

    /** The chosen one that keeps {@code entrant} out of its group; -1 if none does. */
    public int rivalAmong(int entrant, BitSet chosen) {
        for (int i = chosen.nextSetBit(0); i >= 0; i = chosen.nextSetBit(i + 1)) {
            if (rivals[entrant].get(i) || (i != entrant && shareUnits(entrant, i))) {
                return i;
            }
        }
        return -1;
    }

    /** The chosen one that {@code entrant} cannot go together with; -1 if there is none. */
    public int clashAmong(int entrant, BitSet chosen) {
        BitSet both = (BitSet) clashes[entrant].clone();
        both.and(chosen);
        return both.nextSetBit(0);
    }

    List<Turn> turns() {
        return turns;
    }
}
