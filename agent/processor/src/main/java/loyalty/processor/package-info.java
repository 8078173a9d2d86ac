/** What the registers of a chain sync with. */
@NullMarked
package loyalty.processor;

import org.jspecify.annotations.NullMarked;
