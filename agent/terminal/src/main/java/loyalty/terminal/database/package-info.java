/**
 * The one SQLite file and how it is used: WAL, {@code synchronous=FULL}, one writer, schema by
 * {@code user_version}, a transaction as a piece of work. The only package that opens JDBC
 * connections. Takes: a file. Gives: {@link loyalty.terminal.database.Database} to member and
 * commit. Thread: till.
 */
@NullMarked
package loyalty.terminal.database;

import org.jspecify.annotations.NullMarked;
