package loyalty.terminal.checkout;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.member.Member;
import loyalty.engine.money.Quantity;
import loyalty.engine.pack.RulePack;
import loyalty.engine.returns.RefusedReturnException;
import loyalty.engine.returns.ReturnRequest;
import loyalty.engine.returns.Returned;
import loyalty.engine.returns.Returns;
import loyalty.engine.returns.SoldLine;
import loyalty.engine.returns.SoldReceipt;
import loyalty.protocol.sync.ReturnBody;
import loyalty.terminal.sale.GivenBack;

/**
 * What came back of a sale before: at this register, and elsewhere as far as the processor has
 * heard. Each of this register's returns carries the sum of those it knew; where others came
 * between, the sum is worked out anew from the units.
 */
final class EarlierReturns {
    private final Returnable sale;
    private final SoldReceipt sold;
    private final List<GivenBack> own;
    private final RulePack pack;

    EarlierReturns(Returnable sale, SoldReceipt sold, List<GivenBack> own, RulePack pack) {
        this.sale = sale;
        this.sold = sold;
        this.own = own;
        this.pack = pack;
    }

    Returned sum(Returns returns, Optional<Member> member)
            throws InvalidDocumentException, RefusedReturnException {
        Map<String, Quantity> units = units();
        if (units.isEmpty()) {
            return Returned.NOTHING;
        }
        Optional<Returned> last = last();
        if (last.isPresent() && last.get().lines().equals(units)) {
            return last.get();
        }
        ReturnRequest all = new ReturnRequest(sold.at(), units);
        return returns.quote("earlier", sold, Returned.NOTHING, all, member).after();
    }

    private Optional<Returned> last() throws InvalidDocumentException {
        if (own.isEmpty()) {
            return Optional.empty();
        }
        Node after = own.get(own.size() - 1).body().quote().entries().get("after");
        return after == null ? Optional.empty() : Optional.of(Returned.read(after, pack).orThrow());
    }

    /** Never more than was sold, whatever cut-off registers have each taken back. */
    private Map<String, Quantity> units() {
        Map<String, Quantity> units = new TreeMap<>();
        add(sale.elsewhere(), units);
        for (GivenBack given : own) {
            if (!sale.known().contains(given.body().id())) {
                add(given.body().back(), units);
            }
        }
        for (SoldLine line : sold.lines()) {
            units.computeIfPresent(
                    line.id(),
                    (id, back) -> back.compareTo(line.quantity()) > 0 ? line.quantity() : back);
        }
        return units;
    }

    private static void add(List<ReturnBody.Back> parts, Map<String, Quantity> units) {
        for (ReturnBody.Back part : parts) {
            Quantity.of(new BigDecimal(part.quantity()))
                    .ifPresent(quantity -> units.merge(part.line(), quantity, Quantity::plus));
        }
    }
}
