package loyalty.engine.returns;

import java.util.Map;
import java.util.Optional;
import loyalty.engine.member.Member;
import loyalty.engine.money.Quantity;

/**
 * Quotes returns. Pure: same arguments, same answer; nothing happens until the effects are booked.
 */
public final class Returns {
    private final ReturnTerms terms;
    private final Pricing pricing;

    /**
     * Returns under the programme's rules.
     *
     * @param pricing what the rest of a basket costs under the pack of its sale
     */
    public Returns(ReturnTerms terms, Pricing pricing) {
        this.terms = terms;
        this.pricing = pricing;
    }

    /**
     * What this return gives back.
     *
     * @param id the return's own id, under which it will be booked
     * @param member as known now; empty for an anonymous sale
     */
    public ReturnQuote quote(
            String id,
            SoldReceipt sold,
            Returned before,
            ReturnRequest request,
            Optional<Member> member)
            throws RefusedReturnException {
        check(sold, before, request);
        return new ReturnCalculation(terms, pricing, new ReturnCase(id, sold, before, request))
                .quote(member.filter(known -> !sold.memberId().isEmpty()));
    }

    private static void check(SoldReceipt sold, Returned before, ReturnRequest request)
            throws RefusedReturnException {
        if (request.lines().isEmpty()) {
            throw new RefusedReturnException(
                    RefusedReturnException.Reason.NOTHING_TO_RETURN,
                    "",
                    "Nothing to return: name at least one line of receipt " + sold.sale() + ".");
        }
        for (Map.Entry<String, Quantity> entry : request.lines().entrySet()) {
            check(sold, before, entry.getKey(), entry.getValue());
        }
    }

    private static void check(SoldReceipt sold, Returned before, String line, Quantity quantity)
            throws RefusedReturnException {
        Optional<SoldLine> found = sold.line(line);
        if (found.isEmpty()) {
            throw new RefusedReturnException(
                    RefusedReturnException.Reason.UNKNOWN_LINE,
                    line,
                    "Receipt " + sold.sale() + " has no line " + line + ".");
        }
        if (quantity.compareTo(Quantity.ZERO) <= 0
                || (found.get().pieces() && !quantity.isWhole())) {
            throw new RefusedReturnException(
                    RefusedReturnException.Reason.BAD_QUANTITY,
                    line,
                    "Line %s: %s cannot be returned; give a %s above 0."
                            .formatted(
                                    line,
                                    quantity.text(),
                                    found.get().pieces() ? "whole number" : "quantity"));
        }
        Quantity left = found.get().quantity().minus(before.of(line));
        if (quantity.compareTo(left) > 0) {
            throw new RefusedReturnException(
                    RefusedReturnException.Reason.OVER_RETURNED,
                    line,
                    "Line %s: only %s of %s is left to return, not %s."
                            .formatted(
                                    line,
                                    left.text(),
                                    found.get().quantity().text(),
                                    quantity.text()));
        }
    }
}
