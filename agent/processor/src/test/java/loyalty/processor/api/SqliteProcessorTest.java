package loyalty.processor.api;

import java.nio.file.Path;
import loyalty.processor.store.SqliteStore;
import loyalty.processor.store.Store;

class SqliteProcessorTest extends ProcessorContract {
    @Override
    Store store(Path directory) throws Exception {
        return SqliteStore.open(directory.resolve("processor.db"));
    }
}
