package loyalty.terminal.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Opens a file as a JDBC connection. A test gives one whose connections fail on request. */
@FunctionalInterface
public interface Connector {
    Connection connect(Path file) throws SQLException;

    static Connector sqlite() {
        return file -> DriverManager.getConnection("jdbc:sqlite:" + file);
    }
}
