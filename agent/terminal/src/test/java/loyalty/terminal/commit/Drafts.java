package loyalty.terminal.commit;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import loyalty.engine.document.Node;
import loyalty.engine.document.Position;
import loyalty.engine.document.Tree;
import loyalty.protocol.sync.SaleBody;

/** Sales as tests want them. */
public final class Drafts {
    private static final Node.Mapping EMPTY = new Node.Mapping(Map.of(), Position.NONE);

    private Drafts() {}

    public static SaleDraft sale(Ledger ledger, String number, SaleBody.Spend... spends) {
        return sale(ledger.nextId().toString(), ledger.nextId(), number, spends);
    }

    public static SaleDraft sale(
            String id, UUID operation, String number, SaleBody.Spend... spends) {
        ReceiptNumber receipt =
                new ReceiptNumber("msk-1", "msk-1-02", LocalDate.parse("2026-11-25"), number);
        long points = List.of(spends).stream().mapToLong(SaleBody.Spend::points).sum();
        SaleBody body =
                new SaleBody(
                        id,
                        number,
                        receipt.store(),
                        "2026-11-25",
                        Optional.of("17"),
                        Tree.mapping().put("redeem", "max").node(),
                        Tree.mapping().put("due", "324.00").node(),
                        EMPTY,
                        Optional.empty(),
                        3,
                        List.of(spends),
                        List.of(),
                        List.of(),
                        new SaleBody.Money(42_000, 3_600, points * 100, 38_400 - points * 100),
                        List.of(),
                        List.of(),
                        List.of());
        return new SaleDraft(
                new SaleId(id),
                operation,
                Optional.of("m-1"),
                receipt,
                body,
                "sha256:pack",
                false,
                new SaleFigures("17", 38_400 - points * 100, points, 0, 0));
    }

    /** The same sale of somebody else. */
    public static SaleDraft of(String member, SaleDraft draft) {
        return new SaleDraft(
                draft.id(),
                draft.operation(),
                Optional.of(member),
                draft.receipt(),
                draft.body(),
                draft.pack(),
                draft.offline(),
                draft.figures());
    }

    public static SaleBody.Spend fromRight(String lot, long points) {
        return new SaleBody.Spend(lot, points, points, 0);
    }

    public static SaleBody.Spend fromHold(String lot, long points) {
        return new SaleBody.Spend(lot, points, 0, points);
    }

    public static Request request(String key) {
        return new Request("pos", "/v1/sales", key, "body of " + key);
    }
}
