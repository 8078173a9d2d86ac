/**
 * Step 3 of 3, the outputs that need no printer: plain text, SVG, PNG. Takes a {@link
 * loyalty.receipt.page.Page}; the encoders for printers live with the drivers.
 */
@NullMarked
package loyalty.receipt.paper;

import org.jspecify.annotations.NullMarked;
