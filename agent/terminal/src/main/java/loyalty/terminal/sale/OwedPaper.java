package loyalty.terminal.sale;

import java.util.Optional;
import loyalty.engine.document.Node;

/**
 * Paper that is to come out once, whatever happens after its sale or return is written.
 *
 * @param job id of its print job: the same job is the same piece of paper
 * @param about the whole paper; empty for a sale's, which the ledger has
 */
public record OwedPaper(String job, Optional<Node.Mapping> about) {
    /** The receipt of a sale, and its slips. */
    public static OwedPaper of(SaleId sale) {
        return new OwedPaper(sale.value(), Optional.empty());
    }
}
