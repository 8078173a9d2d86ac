package loyalty.terminal.settings;

import java.time.Duration;

/**
 * Limits on sales.
 *
 * @param openLimit after which an open sale that nobody goes on with is cancelled
 * @param maximumAmount the largest basket, in whole units of the currency, taken for real
 * @param keep for how long a settled sale can be looked up and goods of it come back
 */
public record SalesSettings(Duration openLimit, long maximumAmount, Duration keep) {}
