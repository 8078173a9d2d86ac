package loyalty.terminal.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Opens a file as a JDBC connection. A test gives one whose connections fail on request. */
@FunctionalInterface
public interface Connector {
    Connection connect(Path file) throws SQLException;

    /** Without the driver's question, after each insert, which row it made: nobody here asks. */
    static Connector sqlite() {
        Properties properties = new Properties();
        properties.setProperty("jdbc.get_generated_keys", "false");
        return file -> DriverManager.getConnection("jdbc:sqlite:" + file, properties);
    }
}
