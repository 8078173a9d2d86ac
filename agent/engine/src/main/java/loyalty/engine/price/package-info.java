/** Rewards that change prices, and the units whose prices they change. */
@NullMarked
package loyalty.engine.price;

import org.jspecify.annotations.NullMarked;
