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
import loyalty.engine.money.Money;
import loyalty.engine.money.Points;
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
    private Amounts sum = Amounts.NONE;

    /** What changes; points in units of the scale, money in minor units. */
    private record Amounts(long discount, long redeemed, long due, long points) {
        static final Amounts NONE = new Amounts(0, 0, 0, 0);

        Amounts plus(Amounts other) {
            return new Amounts(
                    Math.addExact(discount, other.discount),
                    Math.addExact(redeemed, other.redeemed),
                    Math.addExact(due, other.due),
                    Math.addExact(points, other.points));
        }

        /** What the goods bring in after discounts, less what the points given are worth. */
        long margin(RulePack pack) {
            long given = Math.multiplyExact(points, pack.points().unitWorth().minor());
            return Math.negateExact(Math.addExact(discount, given));
        }
    }

    private record Difference(String sale, String receipt, Amounts by) {}

    Replay(RulePack pack) {
        this.pack = pack;
        this.calculator = new Calculator(pack);
    }

    /** Takes every sale of a ledger, oldest first. */
    Replay all(Database database) throws IOException {
        for (SaleBody sale : PastSales.of(database)) {
            try {
                one(sale);
            } catch (InvalidDocumentException e) {
                throw new IOException(
                        "receipt " + sale.receipt() + " cannot be calculated with this pack", e);
            }
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
        long earned = sale.created().stream().mapToLong(lot -> lot.points()).sum();
        Amounts by =
                new Amounts(
                        quote.total().discount().minor() - sale.money().discountMinor(),
                        quote.total().redeemed().minor() - sale.money().redeemedMinor(),
                        quote.total().due().minor() - sale.money().dueMinor(),
                        quote.points().earned().units() - earned);
        receipts++;
        sum = sum.plus(by);
        if (!by.equals(Amounts.NONE)) {
            differences.add(new Difference(sale.sale(), sale.receipt(), by));
        }
    }

    boolean different() {
        return !differences.isEmpty();
    }

    List<String> lines(boolean json) {
        List<String> lines = new ArrayList<>();
        for (Difference one : differences) {
            lines.add(json ? JsonText.write(node(one)) : one.receipt() + ": " + text(one.by()));
        }
        if (!json) {
            String all = receipts + " receipts, " + differences.size() + " would differ";
            lines.add(different() ? all + ": " + text(sum) : all);
        }
        return lines;
    }

    private Node node(Difference one) {
        return Tree.mapping()
                .put("sale", one.sale())
                .put("receipt", one.receipt())
                .put("currency", pack.currency().code())
                .put("discount", money(one.by().discount()))
                .put("redeemed", money(one.by().redeemed()))
                .put("due", money(one.by().due()))
                .put("points", points(one.by().points()))
                .put("margin", money(one.by().margin(pack)))
                .node();
    }

    /** As {@code discount +1.50 BYN, redeemed 0.00 BYN, due -1.50 BYN, points -30, margin …}. */
    private String text(Amounts by) {
        String currency = " " + pack.currency().code();
        return "discount "
                + signed(money(by.discount()))
                + currency
                + ", redeemed "
                + signed(money(by.redeemed()))
                + currency
                + ", due "
                + signed(money(by.due()))
                + currency
                + ", points "
                + signed(points(by.points()))
                + ", margin "
                + signed(money(by.margin(pack)))
                + currency;
    }

    private String money(long minor) {
        return pack.currency().text(Money.of(minor));
    }

    private String points(long units) {
        return pack.points().text(Points.of(units));
    }

    private static String signed(String number) {
        boolean positive = !number.startsWith("-") && number.chars().anyMatch(c -> c > '0');
        return (positive ? "+" : "") + number;
    }
}
