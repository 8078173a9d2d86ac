/**
 * Step 4 of 6, commit: what happened, written down once and for good. One SQLite transaction writes
 * the sale, the rights it spent, the operation for the processor and the journal entry, so that no
 * crash can leave points that are never reported or report points never given. Takes: drafts from
 * checkout, answers and changes from sync. Gives: {@link loyalty.terminal.commit.Ledger} and what
 * it remembers. Thread: till, for everything here but {@link loyalty.terminal.commit.Till} itself.
 */
@NullMarked
package loyalty.terminal.commit;

import org.jspecify.annotations.NullMarked;
