/**
 * Dividing a whole into parts that add up to it: exact products, largest remainder, straight to
 * units.
 *
 * <p>Takes and gives plain numbers; every other package of the engine that divides money or points
 * comes here. Immutable or static, so any thread may use it.
 */
@NullMarked
package loyalty.engine.spread;

import org.jspecify.annotations.NullMarked;
