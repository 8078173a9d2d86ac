package loyalty.terminal.commit;

import java.util.Optional;

/**
 * What is at stake until this register speaks with the processor again, in units of the point scale
 * and minor units of money.
 *
 * @param couldRedeem what the register could let customers redeem from its rights
 * @param worstLoss what the programme could lose by it; empty if nothing bounds it
 * @param unsent operations that would be lost if the disk died now, with their points and money
 * @param offlineRedemptions redemptions in a row without the processor
 * @param covered points customers paid here and did not have; the programme paid them
 */
public record Exposure(
        long couldRedeem,
        Optional<Long> worstLoss,
        Outbox.Backlog unsent,
        long offlineRedemptions,
        long covered) {}
