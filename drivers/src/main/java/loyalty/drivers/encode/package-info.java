/**
 * From page to printer commands, the part that all dialects share: which code page says a letter,
 * what stands in where none does, where the next run begins, what must be sent as a picture. Takes
 * {@link loyalty.receipt.page.Page}, gives {@link loyalty.drivers.encode.Encoded}. Stateless
 * between pages, for any thread.
 */
@NullMarked
package loyalty.drivers.encode;

import org.jspecify.annotations.NullMarked;
