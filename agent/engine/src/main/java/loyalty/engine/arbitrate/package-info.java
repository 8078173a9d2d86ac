/**
 * Choosing promotions: among the sets that groups, {@code excludes} and {@code exclusive} allow,
 * the one worth most, exactly.
 */
@NullMarked
package loyalty.engine.arbitrate;

import org.jspecify.annotations.NullMarked;
