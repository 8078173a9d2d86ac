package loyalty.engine.lots;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import loyalty.engine.member.Effects.Prolongation;
import loyalty.engine.member.Lot;
import loyalty.engine.money.Span;

/** A purchase lets the points of earlier purchases live on. */
public final class Prolonging {
    private Prolonging() {}

    /**
     * Purchase lots that end before purchase + {@code life}, among those that hold points and have
     * not expired at {@code purchase}. Lots that this purchase empties are in: a return may fill
     * them again.
     */
    public static List<Prolongation> by(
            Instant purchase, List<Lot> lots, Optional<Span> life, ZoneId zone) {
        Optional<Instant> end = life.map(span -> span.after(purchase, zone));
        return lots.stream()
                .filter(lot -> lot.source().equals(Lot.PURCHASE))
                .filter(lot -> lot.points().isPositive() && !lot.isExpired(purchase))
                .filter(lot -> isEarlier(lot.expiresAt(), end))
                .map(lot -> new Prolongation(lot.id(), end.orElseThrow()))
                .toList();
    }

    private static boolean isEarlier(Optional<Instant> expiry, Optional<Instant> end) {
        return expiry.isPresent() && end.isPresent() && expiry.get().isBefore(end.get());
    }
}
