package loyalty.terminal.checkout;

import java.io.IOException;
import java.util.Optional;
import loyalty.engine.pack.RulePack;
import loyalty.engine.returns.ReturnTerms;
import loyalty.protocol.sync.Extract;
import loyalty.terminal.commit.ExtractCode;
import loyalty.terminal.commit.Keys;
import loyalty.terminal.commit.Till;
import loyalty.terminal.sale.Sale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a receipt carries so that its goods can come back at any register, also without the
 * processor. The same sale always has the same code.
 */
final class ReturnCodes {
    /**
     * What a QR code of 58 mm paper holds with modules of three dots, which scanners still read.
     */
    private static final int LONGEST = 1_850;

    private static final Logger LOG = LoggerFactory.getLogger(ReturnCodes.class);

    private final Till till;
    private final Keys keys;

    ReturnCodes(Till till, Keys keys) {
        this.till = till;
        this.keys = keys;
    }

    /**
     * The signed sale; only its id where it is too large for paper, which brings goods back
     * wherever the processor can be asked. Nothing for a sale without a member: it has no points.
     */
    Optional<String> of(Sale sale, RulePack pack) {
        if (sale.draft().member().isEmpty()) {
            return Optional.empty();
        }
        boolean reprices = ReturnTerms.of(pack.settings()).rules().reprice();
        try {
            Optional<Extract> extract =
                    Waiting.till(
                            till,
                            () ->
                                    till.ledger()
                                            .extracts()
                                            .sign(sale, sale.openedAt(), keys.signing(), reprices));
            return extract.map(ExtractCode::text)
                    .filter(code -> code.length() <= LONGEST)
                    .or(() -> Optional.of(sale.id().value()));
        } catch (NotPossible | IOException e) {
            LOG.error("the receipt of sale {} has no code for returns", sale.id(), e);
            return Optional.empty();
        }
    }
}
