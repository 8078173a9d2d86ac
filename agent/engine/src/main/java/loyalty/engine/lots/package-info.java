/**
 * The life of points: when new lots become usable and end, burning in parts, paying off a debt, and
 * purchases that prolong earlier lots.
 *
 * <p>Takes lot rules and instants, gives lots. Calendar rules count in the programme's zone.
 * Immutable values, any thread.
 */
@NullMarked
package loyalty.engine.lots;

import org.jspecify.annotations.NullMarked;
