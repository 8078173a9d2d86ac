/** The words of ESC/POS. Takes what the page encoder wants said, gives bytes. */
@NullMarked
package loyalty.drivers.escpos;

import org.jspecify.annotations.NullMarked;
