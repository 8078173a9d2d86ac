package loyalty.engine.promotion;

import java.util.Optional;
import loyalty.engine.programme.Settings;
import loyalty.engine.quote.Reason;

/** One question asked before a promotion runs. Immutable. */
public interface Condition {
    /** Nothing if it holds, else what is wrong. */
    Optional<Miss> test(Situation situation);

    /** The first reason it can give; conditions are asked in the order of reasons. */
    Reason reason();

    /** Why nobody can ever meet it, beside what else {@code promotion} asks for. */
    default Optional<Never> never(Settings settings, Promotion promotion) {
        return Optional.empty();
    }

    /** Whether it is about a basket, which grants are made without. */
    default boolean needsBasket() {
        return false;
    }

    /** Whether only a member can meet it. */
    default boolean needsMember() {
        return false;
    }
}
