package loyalty.engine.programme;

/**
 * Promotions that compete.
 *
 * @param perUnit each unit takes its own promotion of the group, instead of one for the receipt
 */
public record Group(String name, Mode mode, boolean perUnit) {
    /** How the group chooses. */
    public enum Mode {
        STACK,
        BEST,
        FIRST
    }
}
