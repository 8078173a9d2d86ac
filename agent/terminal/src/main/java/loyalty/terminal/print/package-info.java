/**
 * Step 5 of 6, print: a confirmed sale becomes receipt data, a page, and a job at a printer. Takes:
 * what the ledger has of a sale. Gives: {@link loyalty.terminal.print.Receipts} in every form,
 * {@link loyalty.terminal.print.PrintDesk} for paper. Threads: rendering on the caller's, printing
 * on one per printer; a dead printer delays paper and nothing else.
 */
@NullMarked
package loyalty.terminal.print;

import org.jspecify.annotations.NullMarked;
