package loyalty.engine.quote;

import java.util.ArrayList;
import java.util.List;
import loyalty.engine.member.Effects;
import loyalty.engine.member.Lot;
import loyalty.engine.member.LotChange;

/** Turns a quote into the effects of its sale. */
final class SaleEffects {
    private final Quote quote;
    private final String sale;

    SaleEffects(Quote quote, String sale) {
        this.quote = quote;
        this.sale = sale;
    }

    Effects effects() {
        return new Effects(
                sale,
                quote.context().at(),
                quote.created().stream().map(this::lot).toList(),
                changes(),
                quote.prolonged(),
                List.of(),
                List.of(purchase()),
                quote.limits(),
                quote.codesUsed(),
                List.of(),
                List.of(),
                List.of());
    }

    private Lot lot(CreatedLot created) {
        return new Lot(
                created.idIn(sale),
                created.points(),
                created.activeFrom(),
                created.expiresAt(),
                created.source(),
                sale,
                created.only());
    }

    private List<LotChange> changes() {
        List<LotChange> changes = new ArrayList<>();
        for (ConsumedLot lot : quote.consumed()) {
            changes.add(new LotChange(lot.lot(), LotChange.Kind.SPENT, lot.points()));
        }
        for (CreatedLot lot : quote.created()) {
            if (lot.filledDebt().isPositive()) {
                changes.add(
                        new LotChange(
                                lot.idIn(sale), LotChange.Kind.FILLED_DEBT, lot.filledDebt()));
            }
        }
        return changes;
    }

    private Effects.PurchaseChange purchase() {
        return new Effects.PurchaseChange(sale, quote.context().at(), quote.total().due(), 1);
    }
}
