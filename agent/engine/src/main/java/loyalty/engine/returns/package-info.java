/**
 * Returns: what comes back of a sale, in money and points, for any part of it and in any number of
 * steps.
 *
 * <p>Takes the sale as it was confirmed, what was returned of it before, the lines that come back
 * now, and the member as known now; gives a {@link loyalty.engine.returns.ReturnQuote} without
 * doing anything. All amounts are differences of cumulative sums, so that after the last part
 * nothing is left over. Immutable values, any thread.
 */
@NullMarked
package loyalty.engine.returns;

import org.jspecify.annotations.NullMarked;
