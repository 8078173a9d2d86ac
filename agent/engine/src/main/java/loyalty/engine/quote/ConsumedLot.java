package loyalty.engine.quote;

import java.time.Instant;
import java.util.Optional;
import loyalty.engine.money.Points;

/** Points taken from one lot, in the order of consumption. */
public record ConsumedLot(String lot, Points points, Optional<Instant> expiresAt) {}
