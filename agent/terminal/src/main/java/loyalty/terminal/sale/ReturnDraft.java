package loyalty.terminal.sale;

import java.util.Optional;
import java.util.UUID;
import loyalty.protocol.sync.ReturnBody;

/**
 * Goods that came back, as checkout wants it written. Done at once: a return is never left open.
 *
 * @param operation the id of the return's operation, made once with the return
 * @param receipt the return's own receipt number
 * @param pack hash of the pack of the sale
 * @param earlier how many returns of the sale this register had made when this one was worked out
 * @param paper its receipt, kept for copies; empty if it could not be made
 */
public record ReturnDraft(
        UUID operation,
        Optional<String> member,
        ReceiptNumber receipt,
        ReturnBody body,
        String pack,
        int earlier,
        Optional<OwedPaper> paper) {}
