package loyalty.terminal.checkout;

import java.util.List;
import java.util.Optional;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;

/**
 * What a return was asked for: the sale by its id, by its receipt's number, or by the code that its
 * receipt carries.
 *
 * @param sale the sale's id
 * @param member whose sale it is; with it the processor finds a sale of another register
 * @param number the receipt's number, of a sale of this register
 * @param code what was scanned from the receipt
 * @param lines what comes back; none for everything that is left
 * @param receipt the return's own number; empty for one of ours
 */
record ReturnWish(
        Optional<String> sale,
        Optional<String> member,
        Optional<String> number,
        Optional<String> code,
        List<Node> lines,
        String receipt,
        Optional<String> cashier) {
    ReturnWish {
        lines = List.copyOf(lines);
    }

    static ReturnWish of(Node document) throws InvalidDocumentException {
        return Read.of(document, ReturnWish::read);
    }

    private static ReturnWish read(Fields fields) {
        ReturnWish wish =
                new ReturnWish(
                        fields.text("sale"),
                        fields.text("member"),
                        fields.text("receipt"),
                        fields.text("code").map(String::strip),
                        fields.sequence("lines"),
                        fields.text("returnReceipt").orElse(""),
                        fields.text("cashier"));
        if (wish.sale.isEmpty() && wish.number.isEmpty() && wish.code.isEmpty()) {
            fields.problem(
                    "which sale is missing",
                    "add code (scanned from the receipt), sale (its id) or receipt (its number)");
        }
        return wish;
    }
}
