/** What a calculation costs, beside the same rules in two rules libraries. */
@NullMarked
package loyalty.benchmarks.calculation;

import org.jspecify.annotations.NullMarked;
