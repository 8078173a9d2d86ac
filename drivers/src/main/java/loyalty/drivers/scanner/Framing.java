package loyalty.drivers.scanner;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a scanner marks where a code begins and ends.
 *
 * @param prefix cut off if a code starts with it; may be empty
 * @param terminators bytes that end a code; empty means silence ends it
 * @param gap with terminators: silence this long throws away what came before it; without: ends the
 *     code
 * @param aim true if codes start with an AIM identifier, which is then split off
 * @param cap codes longer than this are thrown away; the longest QR code has 7 089 digits
 */
public record Framing(String prefix, Set<Byte> terminators, Duration gap, boolean aim, int cap) {
    public static final int USUAL_CAP = 7_100;

    /** CR, LF, both, TAB or ETX ends a code; STX before it is cut off. */
    public static final Framing USUAL =
            new Framing(
                    "\u0002",
                    Set.of((byte) '\r', (byte) '\n', (byte) '\t', (byte) 3),
                    Duration.ofMillis(300),
                    false,
                    USUAL_CAP);

    /** Nothing ends a code but silence. */
    public static final Framing SILENCE =
            new Framing("", Set.of(), Duration.ofMillis(80), false, USUAL_CAP);

    public Framing {
        terminators = Set.copyOf(terminators);
        if (gap.isNegative() || gap.isZero()) {
            throw new IllegalArgumentException("the gap must be positive: " + gap);
        }
        if (cap < 1) throw new IllegalArgumentException("the cap must be positive: " + cap);
    }

    /** The code alone: some devices are set up to end it although they need not. */
    byte[] withoutTerminators(byte[] code) {
        int end = code.length;
        while (end > 0 && terminators.contains(code[end - 1])) end--;
        return end == code.length ? code : Arrays.copyOf(code, end);
    }

    /** The same, with or without AIM identifiers. */
    public Framing withAim(boolean has) {
        return new Framing(prefix, terminators, gap, has, cap);
    }

    /** The same with another prefix. */
    public Framing withPrefix(String other) {
        return new Framing(other, terminators, gap, aim, cap);
    }

    /** The same with other terminators: words of {@code cr lf crlf tab etx none}. */
    public Framing endingIn(String words) {
        Set<Byte> bytes = new TreeSet<>();
        for (String word : words.strip().split("[ ,]+", -1)) bytes.addAll(terminator(word));
        Duration fitting = bytes.isEmpty() == terminators.isEmpty() ? gap : usualGap(bytes);
        return new Framing(prefix, bytes, fitting, aim, cap);
    }

    private static Duration usualGap(Set<Byte> terminators) {
        return terminators.isEmpty() ? SILENCE.gap : USUAL.gap;
    }

    private static Set<Byte> terminator(String word) {
        return switch (word) {
            case "cr" -> Set.of((byte) '\r');
            case "lf" -> Set.of((byte) '\n');
            case "crlf" -> Set.of((byte) '\r', (byte) '\n');
            case "tab" -> Set.of((byte) '\t');
            case "etx" -> Set.of((byte) 3);
            case "none" -> Set.of();
            default ->
                    throw new IllegalArgumentException(
                            "unknown terminator \"" + word + "\": cr, lf, crlf, tab, etx or none");
        };
    }
}
