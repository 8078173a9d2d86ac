/**
 * The commands, one per file. What only looks at files works without the agent; what changes
 * something while it runs goes through the local API, because the ledger has one owner.
 */
@NullMarked
package loyalty.terminal.cli;

import org.jspecify.annotations.NullMarked;
