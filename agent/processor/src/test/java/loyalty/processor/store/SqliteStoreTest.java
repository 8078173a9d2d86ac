package loyalty.processor.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends StoreContract {
    @TempDir private Path directory;

    @Override
    Store open() throws Exception {
        return SqliteStore.open(directory.resolve("processor.db"));
    }

    @Test
    void anIdleStoreLetsTheCommandsOfOtherProcessesWrite() throws Exception {
        Store idle = SqliteStore.open(directory.resolve("idle.db"));
        try (Connection other =
                        DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("idle.db"));
                Statement statement = other.createStatement()) {
            statement.execute("pragma busy_timeout = 0");
            statement.execute("begin immediate");
            statement.execute("rollback");
        } finally {
            idle.close();
        }
    }

    @Test
    void aWriterThatIsBusyForTooLongIsNotABrokenDatabase() {
        StoreException told =
                new SqliteDialect().translated(new SQLTransientConnectionException("timed out"));
        assertThat(told.fault()).isEqualTo(StoreException.Fault.UNREACHABLE);
    }
}
