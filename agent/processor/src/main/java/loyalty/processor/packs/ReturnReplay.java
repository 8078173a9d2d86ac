package loyalty.processor.packs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import loyalty.engine.Calculator;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.money.Points;
import loyalty.engine.money.Quantity;
import loyalty.engine.pack.RulePack;
import loyalty.engine.returns.RefusedReturnException;
import loyalty.engine.returns.ReturnQuote;
import loyalty.engine.returns.ReturnRequest;
import loyalty.engine.returns.ReturnTerms;
import loyalty.engine.returns.Returned;
import loyalty.engine.returns.Returns;
import loyalty.engine.returns.SoldReceipt;
import loyalty.processor.member.Account;
import loyalty.processor.member.Arrival;
import loyalty.processor.member.SaleBook;
import loyalty.processor.member.SoldSale;
import loyalty.processor.store.StoreException;
import loyalty.protocol.sync.ClockQuality;
import loyalty.protocol.sync.Correction;
import loyalty.protocol.sync.Correction.Code;
import loyalty.protocol.sync.LotPoints;
import loyalty.protocol.sync.ReturnBody;

/**
 * Calculates returns again with the pack of their sale. What follows from the receipt alone (price,
 * points that paid, points earned) must be what was printed; what depends on the member's balance
 * may differ, because the register knew an older one. A return made without knowing of an earlier
 * one elsewhere is left to the books, which move it to other units.
 */
final class ReturnReplay {
    private final Packs packs;

    ReturnReplay(Packs packs) {
        this.packs = packs;
    }

    List<Correction> differences(Arrival arrival, Account account, SaleBook sales)
            throws StoreException {
        List<Correction> found = new ArrayList<>();
        try {
            ReturnBody body = arrival.returned();
            Optional<SoldSale> sold = sales.find(body.sale());
            Optional<ReadPack> pack =
                    sold.isPresent() && !sold.get().pack().isEmpty()
                            ? packs.pack(sold.get().pack())
                            : Optional.empty();
            if (pack.isPresent() && !body.request().entries().isEmpty()) {
                replayed(pack.get().calculator(), body, sold.orElseThrow(), account)
                        .ifPresent(found::add);
            }
        } catch (InvalidDocumentException e) {
            found.add(Correction.of(Code.ENGINE, "what was calculated cannot be read here"));
        }
        if (arrival.operation().clock() == ClockQuality.DOUBTFUL) {
            found.add(Correction.of(Code.CLOCK, "the register's clock was doubtful"));
        }
        return found;
    }

    private static Optional<Correction> replayed(
            Calculator calculator, ReturnBody body, SoldSale sale, Account account)
            throws InvalidDocumentException {
        RulePack pack = calculator.pack();
        SoldReceipt sold = SoldReceipt.read(sale.sold(), pack).orThrow();
        ReturnRequest request = ReturnRequest.read(body.request(), pack).orThrow();
        Optional<Returned> before = before(body, sale, request, pack);
        if (before.isEmpty()) {
            return Optional.empty();
        }
        Returns returns = new Returns(ReturnTerms.of(pack.settings()), calculator::cost);
        Instant at = request.at();
        try {
            ReturnQuote again =
                    returns.quote(
                            body.id(),
                            sold,
                            before.get(),
                            request,
                            PackReplay.present(calculator, account, at));
            return compared(again, body);
        } catch (RefusedReturnException e) {
            return Optional.of(tampering(body, 0));
        }
    }

    private static Optional<Correction> compared(ReturnQuote again, ReturnBody body) {
        long most = again.price().minor() - again.redeemed().minor();
        boolean receipt =
                body.refundMinor() <= most
                        && perLot(body.restores()).equals(units(again.restoredTo()))
                        && perLot(body.takes()).equals(units(again.takenFrom()));
        if (!receipt) {
            return Optional.of(tampering(body, again.restored().units()));
        }
        return body.refundMinor() == again.money().minor()
                ? Optional.empty()
                : Optional.of(
                        Correction.of(
                                Code.STALE_BALANCE,
                                "the register knew an older state of the member; what it printed"
                                        + " stands"));
    }

    private static Map<String, Long> units(Map<String, Points> points) {
        Map<String, Long> units = new TreeMap<>();
        points.forEach((lot, each) -> units.put(lot, each.units()));
        units.values().removeIf(each -> each == 0);
        return units;
    }

    private static Map<String, Long> perLot(List<LotPoints> parts) {
        Map<String, Long> sums = new TreeMap<>();
        parts.forEach(part -> sums.merge(part.lot(), part.points(), Long::sum));
        sums.values().removeIf(points -> points == 0);
        return sums;
    }

    private static Correction tampering(ReturnBody body, long again) {
        return new Correction(
                Code.TAMPERING,
                "",
                LotPoints.sum(body.restores()),
                again,
                "the return calculated again is not what was printed");
    }

    /**
     * What the register knew to be back before: nothing, or what we know. None if it knew another
     * part of it, because it was cut off from another register's return.
     */
    private static Optional<Returned> before(
            ReturnBody body, SoldSale sale, ReturnRequest request, RulePack pack)
            throws InvalidDocumentException {
        if (!(body.quote().entries().get("after") instanceof Node.Mapping after)) {
            return Optional.empty();
        }
        Returned ours =
                sale.after().entries().isEmpty()
                        ? Returned.NOTHING
                        : Returned.read(sale.after(), pack).orThrow();
        Returned then = Returned.read(after, pack).orThrow();
        if (then.lines().equals(request.lines())) {
            return Optional.of(Returned.NOTHING);
        }
        boolean same =
                then.lines().entrySet().stream()
                        .allMatch(
                                line ->
                                        line.getValue()
                                                .minus(of(request, line.getKey()))
                                                .equals(ours.of(line.getKey())));
        return same ? Optional.of(ours) : Optional.empty();
    }

    private static Quantity of(ReturnRequest request, String line) {
        return request.lines().getOrDefault(line, Quantity.ZERO);
    }
}
