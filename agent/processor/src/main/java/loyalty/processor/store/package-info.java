/**
 * Where the processor keeps its books: one port, {@link loyalty.processor.store.Store}, and two
 * adapters, SQLite for one machine and PostgreSQL for a chain. Knows nothing of points: states are
 * texts. Every transaction writes one home and locks its row first, so the tables can be spread
 * over several databases by home.
 *
 * <p>Adapters are thread-safe.
 */
@NullMarked
package loyalty.processor.store;

import org.jspecify.annotations.NullMarked;
