package loyalty.terminal.checkout;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import loyalty.engine.Calculator;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.pack.RulePack;
import loyalty.protocol.text.YamlText;

/**
 * The rule packs: the one in force, swapped whole between two quotes, and the earlier ones that
 * sales of this run were made with. Thread-safe.
 */
public final class Programme {
    /** A pack and what calculates with it. */
    public record Rules(RulePack pack, Calculator calculator) {}

    private final AtomicReference<Rules> inForce;
    private final Map<String, Rules> byHash = new ConcurrentHashMap<>();

    /** Begins with a pack. */
    public Programme(RulePack first) {
        inForce = new AtomicReference<>(rules(first));
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
        return inForce.get();
    }

    /** A pack that was in force during this run. */
    public Optional<Rules> rules(String hash) {
        return Optional.ofNullable(byHash.get(hash));
    }

    /** Puts another pack in force; quotes under way keep theirs. True if it is another one. */
    public boolean swap(RulePack pack) {
        Rules next = rules(pack);
        return !inForce.getAndSet(next).pack().hash().equals(pack.hash());
    }

    private Rules rules(RulePack pack) {
        return byHash.computeIfAbsent(pack.hash(), hash -> new Rules(pack, new Calculator(pack)));
    }
}
