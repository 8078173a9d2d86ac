/** The cashier page in a real browser. */
@NullMarked
package loyalty.acceptance.page;

import org.jspecify.annotations.NullMarked;
