/**
 * What registers and the processor say to each other: signed batches of operations and an answer
 * for each, changes by cursor, snapshot pages, spending rights, reservations, enrolment. Every
 * shape reads itself from a document and writes itself to one.
 *
 * <p>Points and rights travel here as whole units of the programme's point scale (a JSON integer:
 * 1250 is 12.50 points at scale 2). Money travels as whole minor units in fields that end in {@code
 * Minor}. Rights travel as totals that only grow, never as differences. Documents inside (member
 * snapshots, quotes, packs) keep the shapes of the engine.
 *
 * <p>Values only; any thread.
 */
@NullMarked
package loyalty.protocol.sync;

import org.jspecify.annotations.NullMarked;
