/**
 * Step 1 of 3: reads ReceiptLine markup into lines of columns, text spans and properties, and says
 * what it could not read and where. Pure and stateless; knows nothing about paper.
 */
@NullMarked
package loyalty.receipt.markup;

import org.jspecify.annotations.NullMarked;
