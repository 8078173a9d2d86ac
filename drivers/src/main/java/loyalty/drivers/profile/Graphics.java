package loyalty.drivers.profile;

import java.util.Set;
import loyalty.receipt.page.Symbol;

/**
 * What the printer draws by itself.
 *
 * @param codes kinds of barcode, and QR, it knows; all others are sent as pictures
 */
public record Graphics(RasterWay raster, Set<Symbol.Kind> codes) {
    public Graphics {
        codes = Set.copyOf(codes);
    }
}
