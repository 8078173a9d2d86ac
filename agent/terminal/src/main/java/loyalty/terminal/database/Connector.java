package loyalty.terminal.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.sqlite.SQLiteConfig;

/** Opens a file as a JDBC connection. A test gives one whose connections fail on request. */
@FunctionalInterface
public interface Connector {
    Connection connect(Path file) throws SQLException;

    /**
     * For looking only, where nothing can be written. What a log beside the file holds is read with
     * it; without one the file is whole by itself, and needs no helpers beside it.
     */
    static Connector looking() {
        return file -> {
            boolean log = file.resolveSibling(file.getFileName() + "-wal").toFile().length() > 0;
            String how = log ? "?mode=ro" : "?immutable=1";
            SQLiteConfig config = new SQLiteConfig();
            config.setReadOnly(true);
            return config.createConnection("jdbc:sqlite:" + file.toUri() + how);
        };
    }

    /** Without the driver's question, after each insert, which row it made: nobody here asks. */
    static Connector sqlite() {
        Properties properties = new Properties();
        properties.setProperty("jdbc.get_generated_keys", "false");
        return file -> DriverManager.getConnection("jdbc:sqlite:" + file, properties);
    }
}
