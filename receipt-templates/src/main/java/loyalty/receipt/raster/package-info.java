/**
 * Dots: draws pages, rows and symbols in the bundled font, reads and writes PNG. Needs nothing of
 * the desktop parts of the JDK, so that a trimmed runtime can print. Everything given out is
 * immutable.
 */
@NullMarked
package loyalty.receipt.raster;

import org.jspecify.annotations.NullMarked;
