package loyalty.terminal.checkout;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.protocol.sync.SaleBody;
import loyalty.terminal.sale.Sale;
import loyalty.terminal.sale.SaleState;

/** A sale as the API tells it. */
final class SaleView {
    private final Sale sale;
    private final ZoneId zone;

    SaleView(Sale sale, ZoneId zone) {
        this.sale = sale;
        this.zone = zone;
    }

    /** As it stands. */
    Tree tree() {
        return tree(sale.state());
    }

    /** As it will stand once this state is written. */
    Tree tree(SaleState state) {
        SaleBody body = sale.draft().body();
        return Tree.mapping()
                .put("id", sale.id().value())
                .put("state", state.name().toLowerCase(Locale.ROOT))
                .put("receipt", body.receipt())
                .put("businessDay", body.businessDay())
                .put("openedAt", Times.text(sale.openedAt(), zone))
                .put("late", sale.late())
                .put("hold", sale.hold().name().toLowerCase(Locale.ROOT))
                .put("mode", sale.draft().offline() ? "offline" : "online")
                .put("codesIssued", body.codesIssued(), node -> node)
                .put("quote", body.quote());
    }

    /** The receipt as plain lines, for a till that prints them on its fiscal printer. */
    static Node lines(List<String> lines) {
        return Tree.sequence(lines, Tree::text);
    }
}
