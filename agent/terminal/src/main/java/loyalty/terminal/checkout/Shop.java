package loyalty.terminal.checkout;

import java.time.Duration;

/**
 * Which register this is, and the limits it works within.
 *
 * @param language of texts where the till does not say
 * @param maximumAmount baskets above this, in whole units of the currency, are a slip of the finger
 * @param approvals whose PIN returns and points by hand need
 * @param budget how long the processor may take to authorise a redemption
 */
public record Shop(
        String register,
        String store,
        String region,
        String channel,
        String language,
        long maximumAmount,
        ApprovalRules approvals,
        Duration budget) {}
