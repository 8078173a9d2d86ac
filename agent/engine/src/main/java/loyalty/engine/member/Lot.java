package loyalty.engine.member;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import loyalty.engine.money.Points;
import loyalty.engine.select.Restriction;

/**
 * Points of one origin with one life. Usable in {@code [activeFrom, expiresAt)}. Immutable.
 *
 * @param points what is left of it; never negative
 * @param activeFrom none = always was
 * @param expiresAt none = never
 * @param source {@link #PURCHASE} or the id of the promotion that gave it
 * @param sale the sale or grant that made it; empty if unknown
 * @param prolongations for each purchase that prolonged it the expiry it asked for, and under
 *     {@link #BORN} the one it had before; empty if nobody did
 */
public record Lot(
        String id,
        Points points,
        Optional<Instant> activeFrom,
        Optional<Instant> expiresAt,
        String source,
        String sale,
        Restriction only,
        Map<String, Instant> prolongations) {
    public static final String PURCHASE = "purchase";

    /** In {@code prolongations} the name of the expiry that no purchase asked for. */
    public static final String BORN = "";

    public Lot {
        prolongations = Map.copyOf(prolongations);
        if (points.units() < 0) {
            throw new IllegalArgumentException("lot " + id + " below zero: " + points);
        }
    }

    public boolean isExpired(Instant at) {
        return expiresAt.isPresent() && !at.isBefore(expiresAt.get());
    }

    public boolean isPending(Instant at) {
        return activeFrom.isPresent() && at.isBefore(activeFrom.get()) && !isExpired(at);
    }

    /** Active and not expired. */
    public boolean isLive(Instant at) {
        return !isPending(at) && !isExpired(at);
    }

    /** A lot that nothing has prolonged yet. */
    public Lot(
            String id,
            Points points,
            Optional<Instant> activeFrom,
            Optional<Instant> expiresAt,
            String source,
            String sale,
            Restriction only) {
        this(id, points, activeFrom, expiresAt, source, sale, only, Map.of());
    }

    public Lot withPoints(Points left) {
        return new Lot(id, left, activeFrom, expiresAt, source, sale, only, prolongations);
    }

    /** Lives at least until {@code expiry} as long as {@code purchase} is not wholly returned. */
    public Lot withProlongation(String purchase, Instant expiry) {
        if (expiresAt.isEmpty()) {
            return this;
        }
        Map<String, Instant> all = new TreeMap<>(prolongations);
        all.putIfAbsent(BORN, expiresAt.get());
        all.put(purchase, expiry);
        return withProlongations(all);
    }

    /** As if {@code purchase} had never prolonged it. */
    public Lot withoutProlongation(String purchase) {
        if (!prolongations.containsKey(purchase)) {
            return this;
        }
        Map<String, Instant> others = new TreeMap<>(prolongations);
        others.remove(purchase);
        return withProlongations(others);
    }

    private Lot withProlongations(Map<String, Instant> all) {
        Instant expiry = Collections.max(all.values());
        Map<String, Instant> kept = all.size() == 1 ? Map.of() : all;
        return new Lot(id, points, activeFrom, Optional.of(expiry), source, sale, only, kept);
    }
}
