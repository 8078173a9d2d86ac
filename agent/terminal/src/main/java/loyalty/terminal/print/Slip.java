package loyalty.terminal.print;

import java.util.Optional;
import loyalty.protocol.sync.SaleBody;

/**
 * One piece of paper for a sale.
 *
 * @param returnCode what the receipt carries so that goods can come back at any register
 * @param copy marked as one
 */
public record Slip(SaleBody sale, Optional<String> returnCode, boolean copy) {}
