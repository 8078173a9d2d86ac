package loyalty.engine.programme;

import java.util.Optional;
import loyalty.engine.money.Points;
import loyalty.engine.money.Rate;
import loyalty.engine.money.Span;

/**
 * What a register may do without the processor.
 *
 * @param maxAge of the cached member, for {@link Policy#KNOWN_BALANCE}
 * @param perMember of {@link Policy#FLOOR_LIMIT}, until the next contact
 * @param perRegister of {@link Policy#FLOOR_LIMIT}, until the next contact
 * @param term of spending rights since the last contact
 * @param leaseShare the most of a lot that is out on lease
 * @param idleReturn after which unused rights go home
 * @param expiryMargin rights of a lot end this much before the lot
 * @param lowerOffline redemptions in a row after which the agent tries harder to go online
 * @param upperOffline redemptions in a row after which it stops
 * @param acceptSingleUse whether single-use codes are taken without the processor
 */
public record Offline(
        Policy policy,
        Span maxAge,
        Optional<Points> perMember,
        Optional<Points> perRegister,
        Span term,
        Rate leaseShare,
        Span idleReturn,
        Span expiryMargin,
        int lowerOffline,
        int upperOffline,
        boolean acceptSingleUse) {
    /** The policy for redeeming. */
    public enum Policy {
        REFUSE,
        FLOOR_LIMIT,
        KNOWN_BALANCE,
        ESCROW
    }
}
