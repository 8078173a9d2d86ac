/**
 * Step 6 of 6, sync: tells the processor what happened and learns what changed, in its own time.
 * The outbox goes up in signed batches, changes come down by cursor, rights are renewed,
 * reservations are asked for within their budget. Takes: the outbox, through the till. Gives:
 * {@link loyalty.terminal.sync.Sync} and its {@link loyalty.terminal.sync.SyncState}. Thread: sync,
 * save for {@link loyalty.terminal.sync.Processor}, which any thread may call. Never opens the
 * ledger.
 */
@NullMarked
package loyalty.terminal.sync;

import org.jspecify.annotations.NullMarked;
