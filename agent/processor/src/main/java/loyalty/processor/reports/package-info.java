/** Figures for the chain: sums over receipts, as JSON, CSV and one page with charts. */
@NullMarked
package loyalty.processor.reports;

import org.jspecify.annotations.NullMarked;
