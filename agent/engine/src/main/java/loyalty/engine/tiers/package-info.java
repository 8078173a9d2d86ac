/**
 * Tiers: on which level a member stands at an instant, and how far the next one is.
 *
 * <p>Takes the programme's tiers and a member's counters, gives a level. Pure, any thread.
 */
@NullMarked
package loyalty.engine.tiers;

import org.jspecify.annotations.NullMarked;
