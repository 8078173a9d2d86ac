package loyalty.terminal.checkout;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.engine.pack.RulePack;
import loyalty.protocol.sync.SaleBody;
import loyalty.terminal.commit.Till;
import loyalty.terminal.sale.Sale;
import loyalty.terminal.sale.SaleId;

/** Looks sales up, and shows them as the API and the cashier page know them. */
final class SaleFile {
    private final Till till;
    private final Programme programme;
    private final Paper paper;

    SaleFile(Till till, Programme programme, Paper paper) {
        this.till = till;
        this.programme = programme;
        this.paper = paper;
    }

    Sale found(String id) throws NotPossible, IOException {
        SaleId wanted = id(id);
        Optional<Sale> sale = Waiting.till(till, () -> till.ledger().sale(wanted));
        return sale.orElseThrow(() -> Outcomes.unknownSale("id " + id));
    }

    /** The newest sale of this receipt number. */
    Sale ofReceipt(String number) throws NotPossible, IOException {
        Optional<Sale> sale = Waiting.till(till, () -> till.ledger().saleByReceipt(number));
        return sale.orElseThrow(() -> Outcomes.unknownSale("receipt " + number));
    }

    static SaleId id(String id) throws NotPossible {
        try {
            return new SaleId(id);
        } catch (IllegalArgumentException e) {
            throw Outcomes.unknownSale("this id");
        }
    }

    SaleView view(Sale sale) {
        return new SaleView(sale, pack(sale).zone());
    }

    /** With the state of its receipt. */
    Node.Mapping told(Sale sale) throws IOException {
        return view(sale).tree().put("print", paper.state(sale.id().value())).node();
    }

    /** The pack it was calculated with. */
    RulePack pack(Sale sale) {
        return programme.rulesOf(sale).pack();
    }

    /** What listeners hear when its state changes. */
    static Node event(Sale sale) {
        SaleBody body = sale.draft().body();
        return Tree.mapping()
                .put("id", sale.id().value())
                .put("state", sale.state().name().toLowerCase(Locale.ROOT))
                .put("receipt", body.receipt())
                .put("total", body.quote().entries().getOrDefault("total", Tree.text("")))
                .put("points", body.quote().entries().getOrDefault("points", Tree.text("")))
                .node();
    }
}
