package loyalty.engine.programme;

import java.time.Duration;
import java.time.Period;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.form.Form;
import loyalty.engine.form.Words;
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
    private static final Map<String, Policy> POLICIES =
            Words.of(
                    "escrow", Policy.ESCROW,
                    "knownBalance", Policy.KNOWN_BALANCE,
                    "floorLimit", Policy.FLOOR_LIMIT,
                    "refuse", Policy.REFUSE);

    /** The policy for redeeming. */
    public enum Policy {
        REFUSE,
        FLOOR_LIMIT,
        KNOWN_BALANCE,
        ESCROW
    }

    private enum SingleUse {
        NEEDS_ONLINE,
        ACCEPT
    }

    static Offline read(Form form) {
        Offline offline =
                new Offline(
                        form.choice("policy", Policy.ESCROW, POLICIES, "how points are redeemed"),
                        form.span("maxAge", "of the cached member")
                                .orElse(Span.of(Duration.ofHours(24))),
                        form.points("perMember", "floor limit until the next contact"),
                        form.points("perRegister", "floor limit until the next contact"),
                        form.span("term", "of spending rights since the last contact")
                                .orElse(Span.of(Period.ofDays(3))),
                        form.share("leaseShare", "the most of a lot that is out on lease")
                                .orElse(Rate.percent(50)),
                        form.span("idleReturn", "after which unused rights go home")
                                .orElse(Span.of(Period.ofDays(14))),
                        form.span("expiryMargin", "rights of a lot end this much before it")
                                .orElse(Span.of(Duration.ofMinutes(5))),
                        (int) form.whole("lowerOffline", 3, 0, 1000, "then try harder"),
                        (int) form.whole("upperOffline", 10, 0, 1000, "then stop redeeming"),
                        form.choice(
                                        "singleUseCodes",
                                        SingleUse.NEEDS_ONLINE,
                                        Words.of(
                                                "needsOnline", SingleUse.NEEDS_ONLINE,
                                                "accept", SingleUse.ACCEPT),
                                        "single-use codes without the processor")
                                == SingleUse.ACCEPT);
        if (offline.lowerOffline() > offline.upperOffline()) {
            form.problem("lowerOffline", "is above upperOffline", "swap them");
        }
        return offline;
    }
}
