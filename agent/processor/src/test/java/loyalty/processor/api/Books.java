package loyalty.processor.api;

import java.nio.file.Path;
import loyalty.processor.store.RecordedStore;
import loyalty.processor.store.SqliteStore;
import loyalty.processor.store.Store;

/** What a processor's books can be kept in. */
enum Books {
    SQLITE {
        @Override
        Store open(Path directory) throws Exception {
            return SqliteStore.open(directory.resolve("processor.db"));
        }
    },

    /** A real server; every statement is written down, and looked at afterwards. */
    POSTGRESQL {
        @Override
        Store open(Path directory) throws Exception {
            return RecordedStore.fresh();
        }

        @Override
        void check(Store store) {
            ((RecordedStore) store).requireOneHomeEach();
            ((RecordedStore) store).requireNoFullScan();
        }
    };

    /** An empty store. */
    abstract Store open(Path directory) throws Exception;

    /** Called once the processor is closed. */
    void check(Store store) {}
}
