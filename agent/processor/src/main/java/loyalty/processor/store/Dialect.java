package loyalty.processor.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Where SQLite and PostgreSQL differ. */
interface Dialect {
    /** Appended to a select to lock its row. */
    String lock();

    /** True if absent rows must be made before they can be locked. */
    boolean locksRows();

    /** Puts a change of the home at the feed's end. */
    void note(Connection connection, Home home, long version) throws SQLException;

    Cursor horizon(Connection connection, String generation) throws SQLException;

    Store.Feed changes(Connection connection, Cursor after, int limit) throws SQLException;

    StoreException translated(SQLException e);
}
