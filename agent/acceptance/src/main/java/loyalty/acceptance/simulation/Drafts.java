package loyalty.acceptance.simulation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import loyalty.acceptance.simulation.audit.Paper;
import loyalty.acceptance.simulation.audit.Promises;
import loyalty.engine.document.Node;
import loyalty.engine.document.Position;
import loyalty.engine.document.Tree;
import loyalty.protocol.identity.IdentifierHash;
import loyalty.protocol.sync.EnrolBody;
import loyalty.protocol.sync.Extract;
import loyalty.protocol.sync.GrantBody;
import loyalty.protocol.sync.LotGrant;
import loyalty.protocol.sync.LotPoints;
import loyalty.protocol.sync.ReturnBody;
import loyalty.protocol.sync.SaleBody;
import loyalty.terminal.sale.EnrolDraft;
import loyalty.terminal.sale.GrantDraft;
import loyalty.terminal.sale.ReceiptNumber;
import loyalty.terminal.sale.ReturnDraft;
import loyalty.terminal.sale.SaleDraft;
import loyalty.terminal.sale.SaleFigures;
import loyalty.terminal.sale.SaleId;

/** The documents of this world, each as small as it may be. */
final class Drafts {
    private static final Node.Mapping EMPTY = new Node.Mapping(Map.of(), Position.NONE);
    private static final String PACK = "sha256:" + "0".repeat(64);
    private static final LocalDate DAY = LocalDate.of(2026, 11, 25);
    private static final long PRICE = 10_000;
    private static final Node.Mapping SOLD =
            Tree.mapping()
                    .put(
                            "lines",
                            Tree.sequence(
                                    List.of(
                                            Tree.mapping()
                                                    .put("id", "1")
                                                    .put("quantity", "" + Paper.UNITS)
                                                    .node())))
                    .node();

    private final String shop;
    private final String register;
    private int receipts;

    Drafts(String shop, String register) {
        this.shop = shop;
        this.register = register;
    }

    /** A number that no other document of this register has. */
    String number() {
        return register + "-" + ++receipts;
    }

    private ReceiptNumber receipt(String number) {
        return new ReceiptNumber(shop, register, DAY, number);
    }

    /** Points that come into being, active at once. */
    static LotGrant lot(String id, String source, long points, Optional<Instant> until) {
        Optional<String> promotion =
                source.equals("grant") ? Optional.of("birthday") : Optional.empty();
        return new LotGrant(
                id, source, promotion, points, Optional.empty(), until, Optional.empty());
    }

    SaleDraft sale(
            UUID id,
            UUID operation,
            String member,
            List<SaleBody.Spend> spends,
            List<LotGrant> created,
            boolean offline) {
        String number = number();
        long earned = created.stream().mapToLong(LotGrant::points).sum();
        return new SaleDraft(
                new SaleId(id.toString()),
                operation,
                Optional.of(member),
                receipt(number),
                body(id.toString(), number, spends, created),
                PACK,
                offline,
                new SaleFigures("1", PRICE, 0, earned, 0));
    }

    /** The same sale paid another way, without the processor. */
    SaleDraft again(SaleDraft draft, List<SaleBody.Spend> spends) {
        return new SaleDraft(
                draft.id(),
                draft.operation(),
                draft.member(),
                draft.receipt(),
                body(draft.id().value(), draft.receipt().number(), spends, draft.body().created()),
                PACK,
                true,
                draft.figures());
    }

    private SaleBody body(
            String id, String number, List<SaleBody.Spend> spends, List<LotGrant> created) {
        return new SaleBody(
                id,
                number,
                shop,
                DAY.toString(),
                Optional.empty(),
                EMPTY,
                EMPTY,
                SOLD,
                Optional.empty(),
                0,
                spends,
                created,
                List.of(),
                new SaleBody.Money(PRICE, 0, 0, PRICE),
                List.of(),
                List.of(),
                List.of());
    }

    /**
     * @param ids of the return and of its operation
     * @param earlier how many returns of the sale this register has made
     */
    ReturnDraft goodsBack(List<UUID> ids, Extract receipt, long units, int earlier) {
        String number = number();
        List<LotPoints> spent =
                receipt.spends().stream().map(s -> new LotPoints(s.lot(), s.points())).toList();
        List<LotPoints> earned =
                receipt.created().stream().map(l -> new LotPoints(l.id(), l.points())).toList();
        ReturnBody body =
                new ReturnBody(
                        ids.get(0).toString(),
                        number,
                        shop,
                        DAY.toString(),
                        Optional.empty(),
                        receipt.sale(),
                        List.of(new ReturnBody.Back("1", Long.toString(units))),
                        EMPTY,
                        EMPTY,
                        Promises.parts(spent, units),
                        Promises.parts(earned, units),
                        0,
                        units == Paper.UNITS,
                        List.of(),
                        List.of(),
                        Optional.of(receipt));
        return new ReturnDraft(
                ids.get(1),
                Optional.of(receipt.member()),
                receipt(number),
                body,
                "",
                earlier,
                Optional.empty());
    }

    static GrantDraft birthday(UUID operation, String member, long points) {
        String id = "birthday/" + member + "/2026";
        LotGrant lot = lot(id + ":1", "grant", points, Optional.empty());
        GrantBody body =
                new GrantBody(id, "birthday", "year/2026", List.of(lot), "", Optional.empty());
        return new GrantDraft(operation, member, body, "");
    }

    EnrolDraft newcomer(UUID operation, String member, IdentifierHash phone) {
        EnrolBody body =
                new EnrolBody(phone.hex(), List.of(), Map.of(), List.of(), true, Optional.of(shop));
        Node.Mapping snapshot =
                Tree.mapping().put("id", member).put("lots", Tree.sequence(List.of())).node();
        return new EnrolDraft(operation, member, body, snapshot, List.of(phone));
    }
}
