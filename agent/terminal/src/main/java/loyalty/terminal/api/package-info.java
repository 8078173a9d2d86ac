/**
 * The local API: what the POS, the cashier page and the commands may ask of this register.
 *
 * <p>Takes HTTP requests, gives JSON, receipts and live events. The calls themselves are {@code
 * checkout}'s; this package reads requests, checks who asks, and writes answers. Threads: the HTTP
 * server's workers; events may be published from any thread.
 */
@NullMarked
package loyalty.terminal.api;

import org.jspecify.annotations.NullMarked;
