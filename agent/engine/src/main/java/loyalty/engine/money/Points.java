package loyalty.engine.money;

/** A number of points in whole units of the programme's point scale. Immutable. */
public record Points(long units) implements Comparable<Points> {
    public static final Points ZERO = new Points(0);

    public static Points of(long units) {
        return units == 0 ? ZERO : new Points(units);
    }

    public Points plus(Points other) {
        return of(Math.addExact(units, other.units));
    }

    public Points minus(Points other) {
        return of(Math.subtractExact(units, other.units));
    }

    public Points times(long count) {
        return of(Math.multiplyExact(units, count));
    }

    public Points min(Points other) {
        return units <= other.units ? this : other;
    }

    public Points max(Points other) {
        return units >= other.units ? this : other;
    }

    public boolean isZero() {
        return units == 0;
    }

    public boolean isPositive() {
        return units > 0;
    }

    @Override
    public int compareTo(Points other) {
        return Long.compare(units, other.units);
    }
}
