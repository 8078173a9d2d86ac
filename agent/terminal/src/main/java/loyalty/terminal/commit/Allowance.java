package loyalty.terminal.commit;

import java.util.Map;
import java.util.Optional;
import loyalty.engine.quote.CeilingLimit;

/**
 * What may be redeemed from one member at this register now.
 *
 * @param cause why this step
 * @param reason a sentence for the cashier; empty while everything is possible
 * @param rights points of each lot that may be spent; empty if lots do not bound it
 * @param most a bound over all lots; empty if there is none
 * @param why what to name as the ceiling's limit if the bound bites
 */
public record Allowance(
        Step step,
        Cause cause,
        String reason,
        Optional<Map<String, Long>> rights,
        Optional<Long> most,
        CeilingLimit why) {
    public Allowance {
        rights = rights.map(Map::copyOf);
    }

    static Allowance everything() {
        return new Allowance(
                Step.EVERYTHING,
                Cause.NONE,
                "",
                Optional.empty(),
                Optional.empty(),
                CeilingLimit.OFFLINE_POLICY);
    }

    /** Nothing may be redeemed. */
    static Allowance nothing(Step step, Cause cause, CeilingLimit why, String reason) {
        return new Allowance(step, cause, reason, Optional.empty(), Optional.of(0L), why);
    }
}
