package loyalty.engine.member;

import java.time.Instant;
import java.util.Optional;
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
 */
public record Lot(
        String id,
        Points points,
        Optional<Instant> activeFrom,
        Optional<Instant> expiresAt,
        String source,
        String sale,
        Restriction only) {
    public static final String PURCHASE = "purchase";

    public Lot {
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

    public Lot withPoints(Points left) {
        return new Lot(id, left, activeFrom, expiresAt, source, sale, only);
    }

    public Lot withExpiry(Instant expiry) {
        return new Lot(id, points, activeFrom, Optional.of(expiry), source, sale, only);
    }
}
