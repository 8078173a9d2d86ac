/** Exact quantities: money, points, quantities, rates, and how one turns into another. */
@NullMarked
package loyalty.engine.money;

import org.jspecify.annotations.NullMarked;
