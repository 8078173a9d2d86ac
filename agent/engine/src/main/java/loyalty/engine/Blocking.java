package loyalty.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loyalty.engine.promotion.Promotion;

/** Across stages the earlier one wins: what it applied keeps out whatever it excludes. */
final class Blocking {
    private final List<Promotion> free = new ArrayList<>();
    private final List<Outcome.Blocked> blocked = new ArrayList<>();

    Blocking(List<Promotion> running, List<Promotion> applied) {
        for (Promotion promotion : running) {
            Optional<Promotion> by = applied.stream().filter(promotion::clashesWith).findFirst();
            if (by.isPresent()) {
                blocked.add(new Outcome.Blocked(promotion, by.get()));
            } else {
                free.add(promotion);
            }
        }
    }

    List<Promotion> free() {
        return free;
    }

    List<Outcome.Blocked> blocked() {
        return blocked;
    }
}
