package loyalty.processor.store;

class PostgresStoreTest extends StoreContract {
    @Override
    Store open() throws Exception {
        return RealPostgres.freshStore();
    }
}
