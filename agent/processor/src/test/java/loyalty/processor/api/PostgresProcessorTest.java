package loyalty.processor.api;

import java.nio.file.Path;
import loyalty.processor.store.RealPostgres;
import loyalty.processor.store.Store;

class PostgresProcessorTest extends ProcessorContract {
    @Override
    Store store(Path directory) throws Exception {
        return RealPostgres.freshStore();
    }
}
