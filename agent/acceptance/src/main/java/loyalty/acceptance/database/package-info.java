/**
 * A PostgreSQL server of our own on this machine, for runs that need a real one: started in a
 * directory, killed, restarted. Uses the server installed here, or the one that the tests bring.
 */
@NullMarked
package loyalty.acceptance.database;

import org.jspecify.annotations.NullMarked;
