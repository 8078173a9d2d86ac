package loyalty.terminal.checkout;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import loyalty.engine.Calculator;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.pack.RulePack;
import loyalty.protocol.text.YamlText;
import loyalty.terminal.sale.Sale;

/**
 * The rule packs: the one in force, swapped whole between two quotes, and the earlier ones that
 * sales of this run were made with. Thread-safe.
 */
public final class Programme {
    /** A pack and what calculates with it. */
    public record Rules(RulePack pack, Calculator calculator) {}

    private volatile Rules inForce;
    private final Map<String, Rules> byHash = new ConcurrentHashMap<>();

    /** Begins with a pack. */
    public Programme(RulePack first) {
        inForce = rules(first);
    }

    /**
     * Reads a pack as its author wrote it.
     *
     * @param file what to call it in errors
     */
    public static RulePack read(String text, String file) throws InvalidDocumentException {
        return Shapes.pack(YamlText.read(text, file));
    }

    /** What to calculate with now. */
    public Rules rules() {
        return inForce;
    }

    /** A pack that was in force during this run. */
    public Optional<Rules> rules(String hash) {
        return Optional.ofNullable(byHash.get(hash));
    }

    /** What the sale was made with, if this run still has it; else what is in force. */
    Rules rulesOf(Sale sale) {
        return rules(sale.draft().pack()).orElse(inForce);
    }

    /** Puts another pack in force; quotes under way keep theirs. One thread calls it. */
    public void swap(RulePack pack) {
        inForce = rules(pack);
    }

    /** Keeps a pack that is not in force, for sales that were made with it. */
    Rules remember(RulePack pack) {
        return rules(pack);
    }

    private Rules rules(RulePack pack) {
        return byHash.computeIfAbsent(pack.hash(), hash -> new Rules(pack, new Calculator(pack)));
    }
}
