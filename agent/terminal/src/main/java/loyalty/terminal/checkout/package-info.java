/**
 * The way of a sale: scan, member, calculate, commit, print, sync. {@link
 * loyalty.terminal.checkout.Checkout} is the one class that knows the order.
 *
 * <p>Takes requests as documents, gives views of members, quotes and sales. Any thread may call;
 * what needs the ledger is asked of the till, what needs the processor of sync, each within a time
 * limit.
 */
@NullMarked
package loyalty.terminal.checkout;

import org.jspecify.annotations.NullMarked;
