/**
 * Many registers and one processor in one thread, from a seed: the real ledger, sync and processor
 * code with simulated time, network, disk failures and crashes. Takes: a seed. Gives: figures, or
 * the first thing that does not hold. A seed that fails fails again the same way.
 */
@NullMarked
package loyalty.acceptance.simulation;

import org.jspecify.annotations.NullMarked;
