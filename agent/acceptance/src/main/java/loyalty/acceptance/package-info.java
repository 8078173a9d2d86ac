/** Whole-system runs: the demo, the simulation, crashes. */
@NullMarked
package loyalty.acceptance;

import org.jspecify.annotations.NullMarked;
