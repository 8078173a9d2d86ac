package loyalty.engine.promotion;

import java.util.List;
import java.util.Optional;
import loyalty.engine.programme.Settings;

/**
 * What a promotion gives. Each mechanic is one type with its own arithmetic, its own reading (which
 * is its schema as well) and its own demands on the basket. Immutable.
 */
public interface Reward {
    /** The mechanic's name in the pack. */
    String mechanic();

    Stage stage();

    /** What the basket must have for it to do anything, asked like conditions. */
    default List<Condition> demands() {
        return List.of();
    }

    /** Why it can never change anything. */
    default Optional<Never> never(Settings settings) {
        return Optional.empty();
    }

    /** Whether it gives points, which nobody but a member can take. */
    default boolean needsMember() {
        return false;
    }

    /** Stages of a calculation, in their order. */
    enum Stage {
        DISCOUNT,
        REDEMPTION,
        ACCRUAL,
        MESSAGES,
        /** Outside purchases. */
        GRANT
    }
}
