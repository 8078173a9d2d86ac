package loyalty.engine.programme;

import java.util.Map;
import loyalty.engine.form.Form;
import loyalty.engine.form.Words;

/**
 * Promotions that compete.
 *
 * @param perUnit each unit takes its own promotion of the group, instead of one for the receipt
 */
public record Group(String name, Mode mode, boolean perUnit) {
    private static final Map<String, Mode> MODES =
            Words.of("stack", Mode.STACK, "best", Mode.BEST, "first", Mode.FIRST);

    /** How the group chooses. */
    public enum Mode {
        STACK,
        BEST,
        FIRST
    }

    static Group read(String name, Form form) {
        return new Group(
                name,
                form.choice(
                        "mode",
                        Mode.STACK,
                        MODES,
                        "all one after the other, the one worth most, or the highest priority"),
                form.choice(
                                "scope",
                                Earn.Scope.RECEIPT,
                                Earn.SCOPES,
                                "one choice for the receipt, or one for each unit")
                        == Earn.Scope.LINE);
    }
}
