/** Speed, beside a rival or a limit, in one run. */
@NullMarked
package loyalty.benchmarks;

import org.jspecify.annotations.NullMarked;
