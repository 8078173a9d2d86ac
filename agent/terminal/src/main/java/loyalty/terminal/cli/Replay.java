package loyalty.terminal.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loyalty.engine.Calculator;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.engine.member.Member;
import loyalty.engine.pack.RulePack;
import loyalty.engine.quote.Quote;
import loyalty.engine.quote.QuoteRequest;
import loyalty.protocol.sync.SaleBody;
import loyalty.protocol.text.JsonText;
import loyalty.terminal.commit.PastSales;
import loyalty.terminal.database.Database;

/** Past receipts with another pack: what it would have changed. */
final class Replay {
    private final RulePack pack;
    private final Calculator calculator;
    private final List<Difference> differences = new ArrayList<>();
    private int receipts;
    private long earned;
    private long discount;

    /** One receipt; points in units of the scale, money in minor units. */
    private record Difference(String sale, String receipt, long due, long points) {}

    Replay(RulePack pack) {
        this.pack = pack;
        this.calculator = new Calculator(pack);
    }

    /** Takes every sale of a ledger, oldest first. */
    Replay all(Database database) throws IOException {
        try {
            for (SaleBody sale : PastSales.of(database)) {
                one(sale);
            }
        } catch (InvalidDocumentException e) {
            throw new IOException("a sale cannot be calculated with this pack", e);
        }
        return this;
    }

    private void one(SaleBody sale) throws InvalidDocumentException {
        QuoteRequest request = QuoteRequest.read(sale.request(), pack).orThrow();
        Optional<Member> member = Optional.empty();
        if (sale.seen().isPresent()) {
            member = Optional.of(Member.read(sale.seen().get(), pack).orThrow());
        }
        Quote quote = calculator.quote(request, member);
        long points =
                quote.points().earned().units()
                        - sale.created().stream().mapToLong(lot -> lot.points()).sum();
        long due = quote.total().due().minor() - sale.money().dueMinor();
        receipts++;
        earned += points;
        discount -= due;
        if (points != 0 || due != 0) {
            differences.add(new Difference(sale.sale(), sale.receipt(), due, points));
        }
    }

    boolean different() {
        return !differences.isEmpty();
    }

    List<String> lines(boolean json) {
        List<String> lines = new ArrayList<>();
        for (Difference d : differences) {
            lines.add(json ? JsonText.write(node(d)) : text(d));
        }
        if (!json) {
            lines.add(
                    receipts
                            + " receipts, "
                            + differences.size()
                            + " would differ: points "
                            + signed(earned)
                            + ", customers save "
                            + signed(discount)
                            + " minor units");
        }
        return lines;
    }

    private static Node node(Difference d) {
        return Tree.mapping()
                .put("sale", d.sale())
                .put("receipt", d.receipt())
                .put("dueMinor", d.due())
                .put("points", d.points())
                .node();
    }

    private static String text(Difference d) {
        return String.format(
                "%-20s due %s, points %s", d.receipt(), signed(d.due()), signed(d.points()));
    }

    private static String signed(long number) {
        return (number > 0 ? "+" : "") + number;
    }
}
