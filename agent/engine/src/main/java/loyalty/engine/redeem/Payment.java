package loyalty.engine.redeem;

/**
 * What one lot pays on one line.
 *
 * @param lot its id
 * @param line the line's number
 * @param amount in minor units, above 0
 */
public record Payment(String lot, int line, long amount) {}
