package loyalty.benchmarks.register;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.protocol.sync.LotGrant;
import loyalty.protocol.sync.SaleBody;
import loyalty.protocol.text.JsonText;
import loyalty.terminal.sale.ReceiptNumber;
import loyalty.terminal.sale.SaleDraft;
import loyalty.terminal.sale.SaleFigures;
import loyalty.terminal.sale.SaleId;

/** Sales of ten lines, as large as real ones. */
final class Receipts {
    private static final int LINES = 10;
    private static final LocalDate DAY = LocalDate.of(2026, 11, 25);
    private static final Instant LATER = Instant.parse("2027-05-26T09:30:00Z");

    private final String register;
    private long count;

    Receipts(String register) {
        this.register = register;
    }

    SaleDraft next(String member) {
        count++;
        String id = new UUID(0x0192_0000_0000_7000L + count, 0x8000_0000_0000_0000L).toString();
        UUID operation = new UUID(0x0193_0000_0000_7000L + count, 0x8000_0000_0000_0000L);
        String number = register + "-" + count;
        SaleBody body = body(id, number);
        return new SaleDraft(
                new SaleId(id),
                operation,
                Optional.of(member),
                new ReceiptNumber("s-1", register, DAY, number),
                body,
                "",
                true,
                new SaleFigures("17", body.money().dueMinor(), 0, 50, 0));
    }

    /** About as many bytes as a sale's body, for a bare insert. */
    static byte[] bytes() {
        return JsonText.write(body("bare", "1").toNode()).getBytes(StandardCharsets.UTF_8);
    }

    static SaleBody body(String id, String number) {
        LotGrant earned =
                new LotGrant(
                        id + ":purchase",
                        "purchase",
                        Optional.empty(),
                        50,
                        Optional.empty(),
                        Optional.of(LATER),
                        Optional.empty());
        return new SaleBody(
                id,
                number,
                "s-1",
                DAY.toString(),
                Optional.of("17"),
                Tree.mapping().put("basket", Tree.sequence(lines("price", "120.00"))).node(),
                Tree.mapping().put("lines", Tree.sequence(lines("amount", "120.00"))).node(),
                Tree.mapping().put("lines", Tree.sequence(lines("units", "120.00"))).node(),
                Optional.empty(),
                0,
                List.of(),
                List.of(earned),
                List.of(),
                new SaleBody.Money(120_000, 0, 0, 120_000),
                List.of(),
                List.of(),
                List.of());
    }

    private static List<Node> lines(String what, String amount) {
        return IntStream.rangeClosed(1, LINES).mapToObj(i -> line(i, what, amount)).toList();
    }

    private static Node line(int i, String what, String amount) {
        return Tree.mapping()
                .put("id", Integer.toString(i))
                .put("sku", "46012345678" + i)
                .put("name", "Товар номер " + i)
                .put("quantity", "1")
                .put(what, amount)
                .node();
    }
}
