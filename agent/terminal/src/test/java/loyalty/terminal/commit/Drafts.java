package loyalty.terminal.commit;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import loyalty.engine.document.Node;
import loyalty.engine.document.Position;
import loyalty.engine.document.Tree;
import loyalty.protocol.sync.EnrolBody;
import loyalty.protocol.sync.GrantBody;
import loyalty.protocol.sync.LotGrant;
import loyalty.protocol.sync.ReturnBody;
import loyalty.protocol.sync.SaleBody;
import loyalty.terminal.sale.EnrolDraft;
import loyalty.terminal.sale.GrantDraft;
import loyalty.terminal.sale.OwedPaper;
import loyalty.terminal.sale.ReceiptNumber;
import loyalty.terminal.sale.Request;
import loyalty.terminal.sale.ReturnDraft;
import loyalty.terminal.sale.SaleDraft;
import loyalty.terminal.sale.SaleFigures;
import loyalty.terminal.sale.SaleId;

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

    /** Somebody new, without phone and cards. */
    static EnrolDraft newcomer(String member) {
        EnrolBody body =
                new EnrolBody(
                        "ab".repeat(32), List.of(), Map.of(), List.of(), false, Optional.empty());
        Node.Mapping snapshot = Tree.mapping().put("id", member).node();
        return new EnrolDraft(id(member.hashCode()), member, body, snapshot, List.of());
    }

    /** Points that the rules give this member once. */
    static GrantDraft gift(String member) {
        LotGrant lot =
                new LotGrant(
                        "l-gift",
                        "grant",
                        Optional.of("gift"),
                        500,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        GrantBody body =
                new GrantBody("gift/" + member, "gift", "", List.of(lot), "", Optional.empty());
        return new GrantDraft(id(2), member, body, "sha256:pack");
    }

    /** Everything of a sale comes back. */
    static ReturnDraft giveBack(String id, String sale, OwedPaper paper) {
        ReceiptNumber receipt =
                new ReceiptNumber("msk-1", "msk-1-02", LocalDate.parse("2026-11-25"), "R-1");
        ReturnBody body =
                new ReturnBody(
                        id,
                        "R-1",
                        "msk-1",
                        "2026-11-25",
                        Optional.empty(),
                        sale,
                        List.of(),
                        EMPTY,
                        EMPTY,
                        List.of(),
                        List.of(),
                        0,
                        true,
                        List.of(),
                        List.of(),
                        Optional.empty());
        return new ReturnDraft(
                id(3), Optional.of("m-1"), receipt, body, "sha256:pack", 0, Optional.of(paper));
    }

    /** Paper that says something. */
    static OwedPaper paper(String job) {
        return new OwedPaper(job, Optional.of(Tree.mapping().put("title", job).node()));
    }

    private static UUID id(long number) {
        return new UUID(0x01a2120a61c07dd7L, 0x81130f35fd0f2000L + number);
    }

    public static Request request(String key) {
        return new Request("pos", "/v1/sales", key, "body of " + key);
    }
}
