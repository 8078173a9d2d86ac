package loyalty.drivers.encode;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Chooses the sets of Code 128 so that the bars are as few as can be: digits go in pairs where that
 * pays, control bytes in set A.
 */
public final class Code128Sets {
    private static final char[] SETS = {'A', 'B', 'C'};
    private static final int IMPOSSIBLE = 1 << 20;

    private final String data;

    /** Symbols needed from a position on, if the set in force there is known. */
    private final int[][] cost;

    private Code128Sets(String data) {
        this.data = data;
        this.cost = new int[data.length() + 1][SETS.length];
        for (int at = data.length() - 1; at >= 0; at--) fill(at);
    }

    private void fill(int at) {
        int[] own = new int[SETS.length];
        for (int set = 0; set < SETS.length; set++) {
            own[set] = fits(at, set) ? 1 + cost[at + width(set)][set] : IMPOSSIBLE;
        }
        int cheapest = Arrays.stream(own).min().orElse(IMPOSSIBLE);
        for (int set = 0; set < SETS.length; set++) {
            cost[at][set] = Math.min(own[set], cheapest + 1);
        }
    }

    private static int width(int set) {
        return set == 2 ? 2 : 1;
    }

    private boolean fits(int at, int set) {
        char letter = data.charAt(at);
        return switch (set) {
            case 0 -> letter < 0x60;
            case 1 -> letter >= 0x20 && letter < 0x80;
            default -> digit(at) && digit(at + 1);
        };
    }

    private boolean digit(int at) {
        return at < data.length() && data.charAt(at) >= '0' && data.charAt(at) <= '9';
    }

    /** The data as ESC/POS takes it: set names after a brace, pairs of digits as one byte. */
    public static byte[] shortest(String data) {
        return new Code128Sets(data).bytes();
    }

    private byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int set = -1;
        int at = 0;
        while (at < data.length()) {
            int next = stays(at, set) ? set : best(at);
            if (next != set) {
                out.write('{');
                out.write(SETS[next]);
                set = next;
            }
            write(out, at, set);
            at += width(set);
        }
        return out.toByteArray();
    }

    private boolean stays(int at, int set) {
        return set >= 0 && fits(at, set) && cost[at][set] == 1 + cost[at + width(set)][set];
    }

    private int best(int at) {
        int best = 1;
        for (int set : new int[] {1, 2, 0}) {
            boolean bestFits = fits(at, best);
            if (fits(at, set) && (!bestFits || own(at, set) < own(at, best))) best = set;
        }
        return best;
    }

    private int own(int at, int set) {
        return 1 + cost[at + width(set)][set];
    }

    private void write(ByteArrayOutputStream out, int at, int set) {
        char letter = data.charAt(at);
        if (set == 2) {
            out.write(10 * (letter - '0') + data.charAt(at + 1) - '0');
        } else {
            if (letter == '{') out.write('{');
            out.write(letter);
        }
    }
}
