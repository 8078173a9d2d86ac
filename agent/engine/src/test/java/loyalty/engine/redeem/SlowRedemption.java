package loyalty.engine.redeem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The same questions answered by trying everything: every choice of points, every subset of lines.
 * Shares no code with the engine; only for a handful of small lots and lines.
 */
final class SlowRedemption {
    private final long worth;
    private final boolean[][] admits;
    private final long[] rooms;

    SlowRedemption(long worth, boolean[][] admits, long[] rooms) {
        this.worth = worth;
        this.admits = admits;
        this.rooms = rooms;
    }

    /** Most points in all, at most {@code most}, then most from the first lot, and so on. */
    long[] choose(long[] points, long most) {
        long[] best = new long[points.length];
        long[] tried = new long[points.length];
        choose(0, points, most, tried, best);
        return best;
    }

    private void choose(int lot, long[] points, long most, long[] tried, long[] best) {
        if (lot == points.length) {
            long[] money = Arrays.stream(tried).map(p -> p * worth).toArray();
            long sum = Arrays.stream(tried).sum();
            long bestSum = Arrays.stream(best).sum();
            boolean better = sum > bestSum || (sum == bestSum && Arrays.compare(tried, best) > 0);
            if (sum <= most && better && fits(money, rooms)) {
                System.arraycopy(tried, 0, best, 0, best.length);
            }
            return;
        }
        for (tried[lot] = 0; tried[lot] <= points[lot]; tried[lot]++) {
            choose(lot + 1, points, most, tried, best);
        }
        tried[lot] = 0;
    }

    /** Hall: no set of lots pays more than the lines they reach can take. */
    boolean fits(long[] money, long[] room) {
        for (int lots = 0; lots < 1 << money.length; lots++) {
            long paid = 0;
            long reach = 0;
            for (int line = 0; line < room.length; line++) {
                reach += reaches(lots, line) ? room[line] : 0;
            }
            for (int lot = 0; lot < money.length; lot++) {
                paid += (lots >> lot & 1) == 1 ? money[lot] : 0;
            }
            if (paid > reach) {
                return false;
            }
        }
        return true;
    }

    private boolean reaches(int lots, int line) {
        for (int lot = 0; lot < admits.length; lot++) {
            if ((lots >> lot & 1) == 1 && admits[lot][line]) {
                return true;
            }
        }
        return false;
    }

    /** The most that can lie on a set of lines if the lots pay {@code money}. */
    long most(int lines, long[] money) {
        long least = Long.MAX_VALUE;
        for (int part = lines; ; part = (part - 1) & lines) {
            long sum = 0;
            for (int line = 0; line < rooms.length; line++) {
                sum += (lines >> line & 1) == 1 && (part >> line & 1) == 0 ? rooms[line] : 0;
            }
            for (int lot = 0; lot < money.length; lot++) {
                sum += touches(lot, part) ? money[lot] : 0;
            }
            least = Math.min(least, sum);
            if (part == 0) {
                return least;
            }
        }
    }

    private boolean touches(int lot, int lines) {
        for (int line = 0; line < rooms.length; line++) {
            if ((lines >> line & 1) == 1 && admits[lot][line]) {
                return true;
            }
        }
        return false;
    }

    /**
     * Numerator and denominator of what lies on each line: the set that gets least per amount is
     * served first, then the next on top of it.
     */
    long[][] nearest(long[] amounts, long[] money) {
        long[][] shares = new long[rooms.length][];
        int all = (1 << rooms.length) - 1;
        int done = 0;
        while (done != all) {
            int next = 0;
            long gain = 0;
            long weight = 0;
            int open = all & ~done;
            for (int set = open; set > 0; set = (set - 1) & open) {
                long g = most(done | set, money) - most(done, money);
                long w = 0;
                for (int line = 0; line < rooms.length; line++) {
                    w += (set >> line & 1) == 1 ? amounts[line] : 0;
                }
                boolean less = next == 0 || g * weight < gain * w;
                boolean bigger =
                        g * weight == gain * w && Integer.bitCount(set) > Integer.bitCount(next);
                if (less || bigger) {
                    next = set;
                    gain = g;
                    weight = w;
                }
            }
            for (int line = 0; line < rooms.length; line++) {
                if ((next >> line & 1) == 1) {
                    shares[line] = new long[] {amounts[line] * gain, weight};
                }
            }
            done |= next;
        }
        return shares;
    }

    /**
     * Whole kopecks: the floors of what is nearest, then one more for lines by largest remainder,
     * the lower line first, wherever the lots can still pay.
     */
    long[] rounded(long[] amounts, long[] money) {
        long[][] nearest = nearest(amounts, money);
        long[] laid = Arrays.stream(nearest).mapToLong(share -> share[0] / share[1]).toArray();
        List<Integer> order = new ArrayList<>();
        for (int line = 0; line < laid.length; line++) {
            order.add(line);
        }
        order.sort((a, b) -> compareRemainders(nearest[b], nearest[a]));
        long left = Arrays.stream(money).sum() - Arrays.stream(laid).sum();
        for (int line : order) {
            if (left > 0 && nearest[line][0] % nearest[line][1] > 0) {
                laid[line]++;
                boolean payable = isPayable(laid, money);
                laid[line] -= payable ? 0 : 1;
                left -= payable ? 1 : 0;
            }
        }
        return laid;
    }

    private static int compareRemainders(long[] a, long[] b) {
        return Long.compare(a[0] % a[1] * b[1], b[0] % b[1] * a[1]);
    }

    private boolean isPayable(long[] laid, long[] money) {
        for (int set = 0; set < 1 << laid.length; set++) {
            long sum = 0;
            for (int line = 0; line < laid.length; line++) {
                sum += (set >> line & 1) == 1 ? laid[line] : 0;
            }
            if (sum > most(set, money)) {
                return false;
            }
        }
        return true;
    }

    /** Each lot in order takes the most of each line in order that leaves the rest payable. */
    List<long[]> lay(long[] money, long[] shares) {
        List<long[]> payments = new ArrayList<>();
        long[] left = money.clone();
        long[] room = shares.clone();
        for (int lot = 0; lot < left.length; lot++) {
            for (int line = 0; line < room.length; line++) {
                long here = admits[lot][line] ? Math.min(left[lot], room[line]) : 0;
                while (!payable(left, room, lot, line, here)) {
                    here--;
                }
                left[lot] -= here;
                room[line] -= here;
                if (here > 0) {
                    payments.add(new long[] {lot, line, here});
                }
            }
        }
        return payments;
    }

    /** The rest, with this lot kept to the lines after {@code line}. */
    private boolean payable(long[] left, long[] room, int lot, int line, long here) {
        boolean[][] later = new boolean[admits.length][];
        Arrays.setAll(later, l -> admits[l].clone());
        Arrays.fill(later[lot], 0, line + 1, false);
        long[] money = left.clone();
        money[lot] -= here;
        long[] rest = room.clone();
        rest[line] -= here;
        return new SlowRedemption(worth, later, rest).fits(money, rest);
    }
}
