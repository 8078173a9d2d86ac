package loyalty.engine.promotion;

import java.util.Optional;
import loyalty.engine.quote.Reason;

/** One question asked before a promotion runs. Immutable. */
public interface Condition {
    /** Nothing if it holds, else what is wrong. */
    Optional<Miss> test(Situation situation);

    /** The first reason it can give; conditions are asked in the order of reasons. */
    Reason reason();

    /** Whether only a member can meet it. */
    default boolean needsMember() {
        return false;
    }
}
