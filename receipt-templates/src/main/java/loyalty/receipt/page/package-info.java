/**
 * The receipt after layout: rows for one paper width, which every output (text, SVG, PNG, ESC/POS,
 * Star) only has to draw. Takes nothing; gives {@link loyalty.receipt.page.Page}. Everything here
 * is immutable and may be shared between threads.
 */
@NullMarked
package loyalty.receipt.page;

import org.jspecify.annotations.NullMarked;
