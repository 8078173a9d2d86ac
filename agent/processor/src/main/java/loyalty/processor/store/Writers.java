package loyalty.processor.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Connections whose commits are made by hand. */
@FunctionalInterface
interface Writers {
    Connection open() throws SQLException;

    /** Those of a pool, which puts them back as they were. */
    static Writers of(DataSource pool) {
        return () -> byHand(pool.getConnection());
    }

    private static Connection byHand(Connection connection) throws SQLException {
        try {
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
