/**
 * The central processor on a real PostgreSQL of this machine: operations per second beside a bare
 * insert of the same rows, authorisation under load, millions of members and changes, the feed to
 * many registers. Each run prints what it did, with how much of it.
 */
@NullMarked
package loyalty.benchmarks.processor;

import org.jspecify.annotations.NullMarked;
