package loyalty.processor.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import loyalty.protocol.sync.Holder;

/** Where SQLite and PostgreSQL differ. */
interface Dialect {
    /** Appended to a select to lock its row. */
    String lock();

    /** Reads the home's row, locking it, and what is wanted with it. */
    Opening open(Connection connection, Home home, Wanted wanted) throws SQLException;

    /** True if absent rows must be made before they can be locked. */
    boolean locksRows();

    /** Sends what a transaction wrote, in order. */
    void send(Connection connection, Writes writes) throws SQLException;

    /** Sends what a transaction wrote, and commits. */
    void commit(Connection connection, Writes writes) throws SQLException;

    /** Remembers numbers of answered operations with their hashes; known ones stay. */
    void remember(Connection connection, Holder holder, Map<Long, String> hashes)
            throws SQLException;

    /** Adds the writes that put a change of the home at the feed's end. */
    void note(Writes writes, Home home, long version);

    /** Adds documents that are not there, with their changes; gives the homes of those added. */
    Set<Home> add(Connection connection, List<Document> fresh) throws SQLException;

    Cursor horizon(Connection connection, String generation) throws SQLException;

    /** Changes after a cursor with their own cursors, at most {@code limit}. */
    List<Map.Entry<Store.Entry, Cursor>> changes(Connection connection, Cursor after, int limit)
            throws SQLException;

    /** Ids of the documents of cards whose state names the member. */
    String cardsOfMember();

    StoreException translated(SQLException e);
}
