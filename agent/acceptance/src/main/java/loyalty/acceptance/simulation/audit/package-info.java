/**
 * What must hold in a simulated world. Takes: what the registers wrote on paper, what people
 * decided, the processor's books and the registers' ledgers. Gives: nothing, or the first thing
 * that does not hold. Knows the rules of rights only by their sums; never asks the code it judges.
 */
@NullMarked
package loyalty.acceptance.simulation.audit;

import org.jspecify.annotations.NullMarked;
