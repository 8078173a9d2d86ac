/** How devices speak: scanners and printers. Nothing here knows loyalty. */
@NullMarked
package loyalty.drivers;

import org.jspecify.annotations.NullMarked;
