package loyalty.processor.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Problem;
import loyalty.processor.member.Amounts;
import loyalty.processor.member.Arrival;
import loyalty.processor.store.Transaction.Promotion;
import loyalty.processor.store.Transaction.ReceiptLine;
import loyalty.protocol.sync.LotGrant;
import loyalty.protocol.sync.LotPoints;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.OperationKind;
import loyalty.protocol.sync.ReturnBody;
import loyalty.protocol.sync.SaleBody;

/** Sales and returns as lines for the reports. */
final class ReceiptLines {
    private final Amounts amounts;

    ReceiptLines(Amounts amounts) {
        this.amounts = amounts;
    }

    Optional<ReceiptLine> of(Arrival arrival) throws InvalidDocumentException {
        Operation operation = arrival.operation();
        if (arrival.is(OperationKind.SALE)) {
            return Optional.of(sale(operation, arrival.sale()));
        }
        return arrival.is(OperationKind.RETURN)
                ? Optional.of(returned(operation, arrival.returned()))
                : Optional.empty();
    }

    private ReceiptLine sale(Operation operation, SaleBody body) {
        SaleBody.Money money = body.money();
        return new ReceiptLine(
                body.sale(),
                "sale",
                body.businessDay(),
                body.store(),
                operation.holder().register(),
                body.cashier().orElse(""),
                operation.member().isPresent(),
                money.baseMinor(),
                money.discountMinor(),
                money.redeemedMinor(),
                money.dueMinor(),
                body.created().stream().mapToLong(LotGrant::points).sum(),
                body.spends().stream().mapToLong(SaleBody.Spend::points).sum(),
                promotions(body));
    }

    private static ReceiptLine returned(Operation operation, ReturnBody body) {
        return new ReceiptLine(
                body.id(),
                "return",
                body.businessDay(),
                body.store(),
                operation.holder().register(),
                body.cashier().orElse(""),
                operation.member().isPresent(),
                0,
                0,
                0,
                body.refundMinor(),
                -LotPoints.sum(body.takes()),
                -LotPoints.sum(body.restores()),
                List.of());
    }

    private List<Promotion> promotions(SaleBody body) {
        List<Problem> ignored = new ArrayList<>();
        List<Promotion> promotions = new ArrayList<>();
        for (Node node : Fields.of(body.quote(), ignored).sequence("promotions")) {
            Fields fields = Fields.of(node, ignored);
            if (fields.truth("applied", false)) {
                promotions.add(
                        new Promotion(
                                fields.requiredText("id"),
                                fields.text("discount").map(amounts::money).orElse(0L),
                                fields.text("points").map(amounts::points).orElse(0L)));
            }
        }
        return promotions;
    }
}
