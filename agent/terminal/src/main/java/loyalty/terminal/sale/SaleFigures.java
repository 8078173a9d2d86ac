package loyalty.terminal.sale;

/**
 * A sale's sums for shift reports and for what would be lost with the disk: money in minor units,
 * points in whole units of the point scale. {@code missed} is what an unidentified customer would
 * have earned.
 */
public record SaleFigures(String cashier, long due, long redeemed, long earned, long missed) {}
