package loyalty.acceptance.simulation.audit;

import java.util.function.Supplier;

/** Something that must hold does not. */
public final class Violation extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public Violation(String what) {
        super(what);
    }

    public Violation(String what, Exception cause) {
        super(what, cause);
    }

    public static void require(boolean holds, Supplier<String> what) {
        if (!holds) {
            throw new Violation(what.get());
        }
    }
}
