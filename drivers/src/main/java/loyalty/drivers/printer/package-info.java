/**
 * Printing: a queue per printer, a journal of what became of each job, and the conversation with
 * the machine. Takes a {@link loyalty.drivers.printer.PrintJob}, gives paper and a {@link
 * loyalty.drivers.printer.JobState}. Sent is not printed: a job counts as printed only when the
 * machine said so, and one that may be on paper is never sent again.
 *
 * <p>Each {@link loyalty.drivers.printer.Printer} belongs to its {@code printer-N} thread.
 */
@NullMarked
package loyalty.drivers.printer;

import org.jspecify.annotations.NullMarked;
