package loyalty.engine.programme;

import java.util.List;
import java.util.Optional;
import loyalty.engine.money.Rate;
import loyalty.engine.money.Span;

/**
 * Levels of the programme, lowest first. A programme without tiers has one nameless level.
 *
 * @param by what moves a member
 * @param window over which it is counted
 * @param countsItself whether a purchase already counts for its own tier
 */
public record Tiers(
        By by, Window window, List<Level> levels, Downgrade downgrade, boolean countsItself) {
    public Tiers {
        levels = List.copyOf(levels);
        if (levels.isEmpty()) {
            throw new IllegalArgumentException("tiers have at least one level");
        }
    }

    /** What moves a member between levels. */
    public enum By {
        SPEND,
        PURCHASES,
        GIVEN
    }

    /** What happens at a window's end to somebody who no longer qualifies. */
    public enum Downgrade {
        NEVER,
        ONE_STEP,
        TO_WINDOW
    }

    /**
     * One level.
     *
     * @param from threshold, included: minor units of money, or a number of purchases
     * @param life of points earned on it, where the lot rule says "by tier"
     */
    public record Level(
            String name,
            long from,
            Rate earn,
            Rate discount,
            Optional<Span> life,
            Optional<Rate> cap) {}

    public Optional<Level> level(String name) {
        return levels.stream().filter(level -> level.name().equals(name)).findFirst();
    }
}
