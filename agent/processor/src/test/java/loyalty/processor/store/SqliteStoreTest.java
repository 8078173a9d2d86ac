package loyalty.processor.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends StoreContract {
    @TempDir private Path directory;

    @Override
    Store open() throws Exception {
        return SqliteStore.open(directory.resolve("processor.db"));
    }
}
