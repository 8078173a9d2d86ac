package loyalty.processor.packs;

import java.util.List;
import loyalty.engine.Calculator;
import loyalty.processor.sync.Programme;

/** A pack that was read and found good. */
public record ReadPack(
        String hash, Programme.Facts facts, List<String> warnings, Calculator calculator) {
    public ReadPack {
        warnings = List.copyOf(warnings);
    }
}
