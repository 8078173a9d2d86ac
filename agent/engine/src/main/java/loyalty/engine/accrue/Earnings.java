package loyalty.engine.accrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What each unit of a receipt earns exactly, under each lot rule, as numerators over one common
 * denominator. Lot rule 0 is the purchase's own; further ones belong to promotions with a lot of
 * their own. Filled by one thread, then read.
 */
public final class Earnings {
    private final int rules;
    private final long denominator;
    private final List<List<Run>> lines = new ArrayList<>();

    /** Earnings under {@code rules} lot rules, counted in {@code denominator}-ths of a point. */
    public Earnings(int rules, long denominator) {
        if (rules < 1 || denominator < 1) {
            throw new IllegalArgumentException(rules + " rules over " + denominator);
        }
        this.rules = rules;
        this.denominator = denominator;
    }

    /** Starts the next line. Units added from now on belong to it. */
    public Earnings line() {
        lines.add(new ArrayList<>());
        return this;
    }

    /** Adds {@code count} equal units to the line; each earns {@code perRule[r]} under rule r. */
    public Earnings units(long count, long... perRule) {
        if (lines.isEmpty() || perRule.length != rules || count < 1) {
            throw new IllegalArgumentException(count + " units of " + Arrays.toString(perRule));
        }
        lines.get(lines.size() - 1).add(new Run(count, perRule.clone()));
        return this;
    }

    int rules() {
        return rules;
    }

    long denominator() {
        return denominator;
    }

    int lines() {
        return lines.size();
    }

    List<Run> runs(int line) {
        return lines.get(line);
    }

    /** What the line earns under one rule. */
    long ofRule(int line, int rule) {
        long sum = 0;
        for (Run run : lines.get(line)) {
            sum = Math.addExact(sum, Math.multiplyExact(run.count, run.perRule[rule]));
        }
        return sum;
    }

    /** What the line earns under all rules. */
    long ofLine(int line) {
        long sum = 0;
        for (int rule = 0; rule < rules; rule++) {
            sum = Math.addExact(sum, ofRule(line, rule));
        }
        return sum;
    }

    /** Equal units side by side. */
    static final class Run {
        private final long count;
        private final long[] perRule;

        private Run(long count, long[] perRule) {
            this.count = count;
            this.perRule = perRule;
        }

        long count() {
            return count;
        }

        /** What one of the units earns under all rules. */
        long each() {
            long sum = 0;
            for (long part : perRule) {
                sum = Math.addExact(sum, part);
            }
            return sum;
        }
    }
}
