/**
 * Step 2 of 3: lays lines out for one paper width. Takes {@link loyalty.receipt.markup.Line}s,
 * gives a {@link loyalty.receipt.page.Page}. Pure; one {@link loyalty.receipt.layout.Layout} per
 * page.
 */
@NullMarked
package loyalty.receipt.layout;

import org.jspecify.annotations.NullMarked;
