/**
 * Paying with points: how many points may pay for a basket, which lots give them, and on which
 * lines and units the money lies.
 *
 * <p>Takes lines after discounts and lots that are usable now; gives a {@link
 * loyalty.engine.redeem.Redemption}. Everything is exact: the ceiling is a maximum flow from lots
 * to lines, not a greedy guess. Immutable values, any thread.
 */
@NullMarked
package loyalty.engine.redeem;

import org.jspecify.annotations.NullMarked;
