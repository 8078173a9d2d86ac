package loyalty.engine.quote;

import java.util.Optional;

/**
 * Where the member stands among the tiers, this purchase counted.
 *
 * @param inMoney whether {@code have} and {@code missing} are minor units, or numbers of purchases
 * @param current the tier that this sale is calculated with
 * @param after the tier for the next purchase
 * @param next the tier above; empty on the highest
 * @param have money or purchases counted in the window, this purchase included
 * @param missing what is left to the next tier
 */
public record TierProgress(
        boolean inMoney,
        String current,
        String after,
        Optional<String> next,
        long have,
        long missing) {}
