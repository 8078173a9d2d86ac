/** Receipt bytes and encoding time beside other encoders, compared by what the paper shows. */
@NullMarked
package loyalty.benchmarks.receipts;

import org.jspecify.annotations.NullMarked;
