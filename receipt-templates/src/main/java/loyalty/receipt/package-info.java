/** What a receipt is: markup, page model, layout, previews. */
@NullMarked
package loyalty.receipt;

import org.jspecify.annotations.NullMarked;
