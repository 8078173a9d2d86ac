/** A template being written, as paper: what the live preview page shows. Pure. */
@NullMarked
package loyalty.receipt.preview;

import org.jspecify.annotations.NullMarked;
