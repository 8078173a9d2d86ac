package loyalty.engine.spread;

import java.math.BigInteger;

/** {@code a × b ÷ c} of whole numbers, exact also where {@code a × b} does not fit a long. */
public final class Proportion {
    private Proportion() {}

    /** Rounded down; all arguments are at least 0 and {@code c} is above 0. */
    public static long floor(long a, long b, long c) {
        check(a, b, c);
        return fits(a, b) ? a * b / c : big(a, b).divide(BigInteger.valueOf(c)).longValueExact();
    }

    /** Rounded to the nearest, a half goes up; same arguments as {@link #floor}. */
    public static long halfUp(long a, long b, long c) {
        long floor = floor(a, b, c);
        return isHalf(remainder(a, b, c), c) < 0 ? floor : Math.addExact(floor, 1);
    }

    /** Rounded to the nearest, a half goes to the even neighbour; same arguments. */
    public static long halfEven(long a, long b, long c) {
        long floor = floor(a, b, c);
        int side = isHalf(remainder(a, b, c), c);
        boolean up = side > 0 || (side == 0 && (floor & 1) == 1);
        return up ? Math.addExact(floor, 1) : floor;
    }

    /** Rounded up; same arguments. */
    public static long ceiling(long a, long b, long c) {
        long floor = floor(a, b, c);
        return remainder(a, b, c) == 0 ? floor : Math.addExact(floor, 1);
    }

    /** What {@link #floor} leaves over, as a share of {@code c}. */
    public static long remainder(long a, long b, long c) {
        check(a, b, c);
        return fits(a, b) ? a * b % c : big(a, b).mod(BigInteger.valueOf(c)).longValueExact();
    }

    /** Compares {@code a × b} with {@code c × d}, all at least 0. */
    public static int compare(long a, long b, long c, long d) {
        return fits(a, b) && fits(c, d)
                ? Long.compare(a * b, c * d)
                : big(a, b).compareTo(big(c, d));
    }

    private static int isHalf(long remainder, long whole) {
        return Long.compare(remainder, whole - remainder);
    }

    private static boolean fits(long a, long b) {
        return Math.multiplyHigh(a, b) == 0 && a * b >= 0;
    }

    private static BigInteger big(long a, long b) {
        return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
    }

    private static void check(long a, long b, long c) {
        if (a < 0 || b < 0 || c <= 0) {
            throw new IllegalArgumentException("not a proportion: " + a + " × " + b + " ÷ " + c);
        }
    }
}
