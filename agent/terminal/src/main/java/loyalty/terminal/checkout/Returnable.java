package loyalty.terminal.checkout;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import loyalty.engine.document.Node;
import loyalty.protocol.sync.Extract;
import loyalty.protocol.sync.ReturnBody;

/**
 * A confirmed sale of any register, as far as a return needs it.
 *
 * @param receipt its number; empty where only the processor or the code tells of the sale
 * @param pack hash of the pack it was calculated with
 * @param sold the sold receipt in the engine's shape
 * @param elsewhere what came back of it by returns that the processor knows
 * @param known ids of the returns that {@code elsewhere} counts
 * @param extract as scanned from the receipt; goes with the return
 * @param source who vouches for it
 */
record Returnable(
        String sale,
        Optional<String> member,
        String receipt,
        String pack,
        Node.Mapping sold,
        List<ReturnBody.Back> elsewhere,
        Set<String> known,
        Optional<Extract> extract,
        Source source) {
    Returnable {
        elsewhere = List.copyOf(elsewhere);
        known = Set.copyOf(known);
    }

    /** Who vouches for a sale. */
    enum Source {
        /** This register's ledger. */
        REGISTER,
        /** The processor, which has it from the register that sold. */
        PROCESSOR,
        /** The receipt itself, signed by the register that sold; nobody else can be asked. */
        RECEIPT
    }
}
