package loyalty.engine.lots;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loyalty.engine.money.Points;
import loyalty.engine.money.Span;
import loyalty.engine.programme.LotRule;
import loyalty.engine.quote.CreatedLot;

/**
 * Makes the lots of one operation, and lets them pay the member's debt in the order in which they
 * are made. Owned by one thread for one operation.
 */
public final class NewLots {
    /** A burn schedule has at most this many parts; the last one takes what is left. */
    public static final int MOST_PARTS = 1_000;

    /** No part begins its last period later: documents know no year after 3000. */
    private static final Instant LATEST = Instant.parse("2800-01-01T00:00:00Z");

    private final ZoneId zone;
    private final Instant at;
    private final Optional<Span> tierLife;
    private long debt;
    private final List<CreatedLot> made = new ArrayList<>();

    /**
     * Starts with nothing made.
     *
     * @param at the instant of the purchase or grant
     * @param tierLife how long points live on the member's tier, where a rule says "by tier"
     * @param debt what the member owes
     */
    public NewLots(ZoneId zone, Instant at, Optional<Span> tierLife, Points debt) {
        this.zone = zone;
        this.at = at;
        this.tierLife = tierLife;
        this.debt = debt.units();
    }

    /** Makes the lot, or the lots of a burn schedule, that hold {@code points}; none for none. */
    public NewLots add(String source, Points points, LotRule rule) {
        if (points.isPositive()) {
            LotLife life = LotLife.of(rule, at, tierLife, zone);
            if (rule.burn().isPresent()) {
                burning(source, points.units(), rule, life);
            } else {
                make(source, source, points.units(), rule, life);
            }
        }
        return this;
    }

    /** Everything made so far, in order. */
    public List<CreatedLot> made() {
        return List.copyOf(made);
    }

    private void burning(String source, long points, LotRule rule, LotLife life) {
        LotRule.Burn burn = rule.burn().orElseThrow();
        long left = points;
        for (int part = 1; left > 0; part++) {
            Instant end = burn.every().after(life.activeFrom(), part, zone);
            boolean last = part == MOST_PARTS || end.isAfter(LATEST);
            long amount = last ? left : Math.min(left, burn.amount().units());
            Instant earlier = life.expiresAt().filter(expiry -> expiry.isBefore(end)).orElse(end);
            LotLife partLife = new LotLife(life.activeFrom(), Optional.of(earlier));
            make(source + "#" + part, source, amount, rule, partLife);
            left -= amount;
        }
    }

    private void make(String key, String source, long points, LotRule rule, LotLife life) {
        long filled = Math.min(debt, points);
        debt -= filled;
        made.add(
                new CreatedLot(
                        key,
                        source,
                        Points.of(points),
                        Points.of(filled),
                        Optional.of(life.activeFrom()),
                        life.expiresAt(),
                        rule.only()));
    }
}
