package loyalty.processor.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import loyalty.processor.store.Store.Entry;
import org.junit.jupiter.api.Test;

class PostgresStoreTest extends StoreContract {
    @Override
    Store open() throws Exception {
        return RealPostgres.freshStore();
    }

    /** The younger transaction commits first; a reader must not pass the older one by. */
    @Test
    void anOpenTransactionHoldsBackWhatIsYounger() throws Exception {
        try (Store store = open()) {
            Cursor start = store.horizon();
            CountDownLatch written = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            ExecutorService pool = Executors.newSingleThreadExecutor();
            Future<Boolean> slow =
                    pool.submit(
                            () ->
                                    store.transact(
                                            Home.member("m-slow"),
                                            transaction -> {
                                                transaction.save(1, "{}", true);
                                                written.countDown();
                                                return await(goOn);
                                            }));
            written.await();
            store.transact(
                    Home.member("m-fast"),
                    transaction -> {
                        transaction.save(1, "{}", true);
                        return true;
                    });
            assertThat(store.changes(start, 10).entries()).isEmpty();
            goOn.countDown();
            slow.get();
            pool.shutdown();
            assertThat(store.changes(start, 10).entries())
                    .containsExactly(
                            new Entry(Home.member("m-slow"), 1),
                            new Entry(Home.member("m-fast"), 1));
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
