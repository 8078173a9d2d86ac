/**
 * What registers ask of the processor, between the wire and the books: who asks, batches of
 * operations, rights, reservations, members, changes and snapshots. Each answer is put together
 * from transactions on one home each. Thread-safe; runs on the server's workers.
 */
@NullMarked
package loyalty.processor.sync;

import org.jspecify.annotations.NullMarked;
