package loyalty.processor.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.Calculator;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.engine.member.Member;
import loyalty.engine.pack.RulePack;
import loyalty.engine.quote.Quote;
import loyalty.engine.quote.QuoteRequest;
import loyalty.engine.returns.ReturnQuote;
import loyalty.engine.returns.ReturnRequest;
import loyalty.engine.returns.ReturnTerms;
import loyalty.engine.returns.Returned;
import loyalty.engine.returns.Returns;
import loyalty.engine.returns.SoldReceipt;
import loyalty.protocol.sync.LotGrant;
import loyalty.protocol.sync.LotPoints;
import loyalty.protocol.sync.ReturnBody;
import loyalty.protocol.sync.SaleBody;
import loyalty.protocol.text.JsonText;
import loyalty.protocol.text.YamlText;

/** Sells and gives back as a register does: with the engine, under a pack. */
final class Counter {
    private final RulePack pack;
    private final Calculator calculator;

    Counter(String text) throws InvalidDocumentException {
        this.pack = RulePack.read(YamlText.read(text, "pack")).orThrow();
        this.calculator = new Calculator(pack);
    }

    String hash() {
        return pack.hash();
    }

    /** Three cheeses at 10.00, with codes. */
    SaleBody sale(String id, String member, List<String> codes) throws Exception {
        Node.Mapping seen = Tree.mapping().put("id", member).node();
        return sale(
                id,
                request("{\"memberId\": \"" + member + "\"}", codes),
                Optional.of(seen),
                Optional.of(Member.read(seen, pack).orThrow()));
    }

    /** The same of a programme that does not price the rest again: the member is only named. */
    SaleBody saleWithoutSnapshot(String id, String member) throws Exception {
        SaleBody whole = sale(id, member, List.of());
        Node.Mapping sold = whole.sold();
        Map<String, Node> entries = new LinkedHashMap<>(sold.entries());
        entries.remove("snapshot");
        return new SaleBody(
                whole.sale(),
                whole.receipt(),
                whole.store(),
                whole.businessDay(),
                whole.cashier(),
                whole.request(),
                whole.quote(),
                new Node.Mapping(entries, sold.at()),
                whole.seen(),
                whole.seenVersion(),
                whole.spends(),
                whole.created(),
                whole.prolonged(),
                whole.money(),
                whole.limits(),
                whole.codesUsed(),
                whole.codesIssued());
    }

    /** The same to nobody. */
    SaleBody sale(String id) throws Exception {
        return sale(id, request("null", List.of()), Optional.empty(), Optional.empty());
    }

    private SaleBody sale(
            String id, Node.Mapping asked, Optional<Node.Mapping> seen, Optional<Member> who)
            throws Exception {
        QuoteRequest request = QuoteRequest.read(asked, pack).orThrow();
        Quote quote = calculator.quote(request, who);
        return new SaleBody(
                id,
                "R-" + id,
                "msk-1",
                "2026-11-25",
                Optional.of("17"),
                asked,
                (Node.Mapping) quote.toNode(),
                (Node.Mapping) SoldReceipt.of(id, quote).asAsked(request, who).toNode(pack),
                seen,
                1,
                List.of(),
                quote.created().stream()
                        .map(lot -> lot(lot.idIn(id), lot.points().units()))
                        .toList(),
                List.of(),
                new SaleBody.Money(
                        quote.total().base().minor(),
                        quote.total().discount().minor(),
                        quote.total().redeemed().minor(),
                        quote.total().due().minor()),
                quote.limits().stream()
                        .map(l -> new SaleBody.LimitUse(l.promotion(), l.period(), l.uses()))
                        .toList(),
                quote.codesUsed(),
                List.of());
    }

    private static LotGrant lot(String id, long points) {
        return new LotGrant(
                id,
                "purchase",
                Optional.empty(),
                points,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Node.Mapping request(String member, List<String> codes)
            throws InvalidDocumentException {
        String text =
                """
                {"member": %s,
                 "basket": {"lines": [{"id": "1", "sku": "1", "quantity": "3", "price": "10.00",
                   "categories": ["dairy/cheese"]}]},
                 "codes": [%s], "redeem": "0",
                 "context": {"at": "2026-11-25T12:30:00+03:00", "store": "msk-1",
                   "region": "minsk", "register": "msk-1-01", "cashier": "17",
                   "channel": "offline", "mode": "online"}}
                """
                        .formatted(
                                member,
                                String.join(", ", codes.stream().map(c -> '"' + c + '"').toList()));
        return (Node.Mapping) JsonText.read(text, "request");
    }

    /** So many of them come back. */
    ReturnBody giveBack(String id, SaleBody sale, String quantity) throws Exception {
        SoldReceipt sold = SoldReceipt.read(sale.sold(), pack).orThrow();
        Node asked =
                JsonText.read(
                        "{\"at\":\"2026-11-26T10:00:00+03:00\",\"lines\":[{\"id\":\"1\","
                                + "\"quantity\":\""
                                + quantity
                                + "\"}]}",
                        "return");
        ReturnRequest request = ReturnRequest.read(asked, pack).orThrow();
        ReturnQuote quote =
                new Returns(ReturnTerms.of(pack.settings()), calculator::cost)
                        .quote(id, sold, Returned.NOTHING, request, member(sale));
        return new ReturnBody(
                id,
                "R-" + id,
                "msk-1",
                "2026-11-26",
                Optional.of("17"),
                sale.sale(),
                List.of(new ReturnBody.Back("1", quantity)),
                (Node.Mapping) request.toNode(pack),
                (Node.Mapping) quote.toNode(pack),
                List.of(),
                quote.takenFrom().entrySet().stream()
                        .map(each -> new LotPoints(each.getKey(), each.getValue().units()))
                        .toList(),
                quote.money().minor(),
                quote.complete(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    /** As the register sees them after the sale. */
    private Optional<Member> member(SaleBody sale) throws InvalidDocumentException {
        LotGrant lot = sale.created().get(0);
        Node seen =
                JsonText.read(
                        """
                        {"id": "m-3", "lots": [{"id": "%s", "points": "%d", "source": "purchase",
                          "sale": "%s"}]}
                        """
                                .formatted(lot.id(), lot.points(), sale.sale()),
                        "member");
        return Optional.of(Member.read(seen, pack).orThrow());
    }
}
