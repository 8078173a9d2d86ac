/**
 * Points earned: rounds the exact earnings of a receipt once, and lays the whole points on lines,
 * on the lots that will hold them, and on units.
 *
 * <p>Takes exact fractions per unit and lot rule, gives whole points. Immutable values, any thread.
 */
@NullMarked
package loyalty.engine.accrue;

import org.jspecify.annotations.NullMarked;
