/**
 * A receipt printer made of software: reads ESC/POS or Star Line Mode as the machine would, shows
 * the paper as text and picture, answers status requests, runs out of paper, and fails on request.
 * It shares nothing with our encoders, neither tables nor parsing, so that each checks the other.
 *
 * <p>Takes bytes; gives {@link loyalty.drivers.paper.Paper}. {@link
 * loyalty.drivers.paper.PrinterMachine} belongs to one thread; {@link
 * loyalty.drivers.paper.PrinterSimulator} serves one on a pseudo-terminal or TCP port.
 */
@NullMarked
package loyalty.drivers.paper;

import org.jspecify.annotations.NullMarked;
