package loyalty.engine.quote;

import java.util.Optional;
import loyalty.engine.money.Points;

/**
 * The receipt in points.
 *
 * @param ceiling the most that could be redeemed
 * @param ceilingLimitedBy what kept it there; empty if nothing did
 * @param available live points before the sale
 * @param balanceAfter live and pending points after the sale, less debt
 */
public record PointsTotal(
        Points earned,
        Points redeemed,
        Points ceiling,
        Optional<CeilingLimit> ceilingLimitedBy,
        Points available,
        Points balanceAfter) {}
