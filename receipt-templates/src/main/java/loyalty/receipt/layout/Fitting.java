package loyalty.receipt.layout;

import java.util.Optional;
import loyalty.receipt.code.CodeOption;
import loyalty.receipt.code.Symbols;
import loyalty.receipt.code.UnprintableCodeException;
import loyalty.receipt.page.Symbol;

/** Makes a code fit the paper without making it unreadable. */
final class Fitting {
    private Fitting() {}

    /**
     * The symbol with as much quiet zone as there is room for (the paper's own margin does the
     * rest) and, if it is still too wide, in the next smaller size. Empty if no size fits.
     */
    static Optional<Symbol> of(CodeOption option, String data, int paperDots)
            throws UnprintableCodeException {
        Optional<CodeOption> size = Optional.of(option);
        while (size.isPresent()) {
            Symbol symbol = squeezed(Symbols.of(size.get(), data), paperDots);
            if (symbol.dotsWide() <= paperDots) {
                return Optional.of(symbol);
            }
            size = size.get().smaller();
        }
        return Optional.empty();
    }

    private static Symbol squeezed(Symbol symbol, int paperDots) {
        int bare = symbol.dotsWide() - 2 * symbol.quiet() * symbol.dots();
        int room = Math.max(0, (paperDots - bare) / (2 * symbol.dots()));
        return symbol.withQuiet(Math.min(symbol.quiet(), room));
    }
}
