package loyalty.processor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

    @Test
    void manyAreCopiedInAsTheyAreAndThoseThatAreThereStay() throws Exception {
        try (Store store = open()) {
            Cursor start = store.horizon();
            List<Document> fresh = new ArrayList<>();
            for (int i = 0; i < 1_500; i++) {
                String odd = "{\"t\":\"Ж\\n\\\\ \t\n\r " + i + "\"}";
                fresh.add(new Document(Home.member("m-" + i), 1, odd));
                String json = "{\"member\":\"Ж\\n\\\\" + i + "\"}";
                fresh.add(new Document(new Home(Home.Kind.CARD, "c-" + i), 1, json));
            }
            assertThat(store.add(fresh)).hasSize(3_000);
            for (Document each : fresh.subList(0, 6)) {
                assertThat(store.find(each.home())).contains(each);
            }
            assertThat(store.changes(start, 4_000).entries()).hasSize(3_000);
            List<Document> again = new ArrayList<>();
            fresh.forEach(each -> again.add(new Document(each.home(), 1, "another")));
            Home one = Home.member("m-new");
            again.add(new Document(one, 1, "first"));
            again.add(new Document(one, 1, "second"));
            assertThat(store.add(again)).containsExactly(one);
            assertThat(store.find(one).orElseThrow().state()).isEqualTo("first");
            assertThat(store.find(fresh.get(0).home())).contains(fresh.get(0));
        }
    }

    /**
     * Else a register that reads on would make the database sort millions of rows for each page.
     */
    @Test
    void aPageOfTheFeedIsReadInTheOrderOfItsIndex() throws Exception {
        try (RecordedStore store = RecordedStore.fresh()) {
            List<Document> fresh = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                fresh.add(new Document(Home.member("m-" + i), 1, "{}"));
            }
            store.add(fresh);
            store.write(connection -> Statements.update(connection, "analyze change"));
            List<String> plan =
                    store.read(
                            connection ->
                                    Statements.all(
                                            connection,
                                            row -> row.getString(1),
                                            "explain " + PostgresDialect.CHANGES,
                                            "0",
                                            0L,
                                            10));
            assertThat(plan).anyMatch(line -> line.contains("Index Scan"));
            assertThat(plan)
                    .noneMatch(line -> line.contains("Sort Key") && line.contains("bigint"));
        }
    }

    @Test
    void aRowThatIsGivenTwiceSpoilsNotTheOthers() throws Exception {
        try (Store store = open()) {
            List<Document> fresh = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                fresh.add(new Document(Home.member("m-" + i % 150), 1, "line " + i));
            }
            assertThat(store.add(fresh)).hasSize(150);
            assertThat(store.find(Home.member("m-0")).orElseThrow().state()).isEqualTo("line 0");
        }
    }

    /** One that locks and brings what is wanted, one that writes and commits. */
    @Test
    void aTransactionSpeaksToTheDatabaseTwice() throws Exception {
        try (RecordedStore store = RecordedStore.fresh()) {
            Wanted wanted = new Wanted(Set.of("o-1"), Set.of("s-1"));
            for (int i = 1; i <= 2; i++) {
                int version = i;
                store.transact(
                        Home.member("m-1"),
                        transaction -> {
                            transaction.seen("o-1");
                            transaction.sale("m-1", "s-1");
                            transaction.saveSale("s-1", "sold");
                            transaction.remember(new Transaction.Seen("o-1", "h", "a", ""));
                            transaction.save(version, "{}", true);
                            return true;
                        },
                        wanted);
            }
            // the first time the row had to be made before it could be locked
            assertThat(store.roundTrips()).containsExactly(4, 2);
        }
    }

    @Test
    void aTableThatIsReadFromEndToEndIsSeen() throws Exception {
        try (RecordedStore store = RecordedStore.fresh()) {
            store.requireNoFullScan();
            store.read(
                    connection ->
                            Statements.all(
                                    connection,
                                    row -> row.getString(1),
                                    "select count(*)::text from member where version = 7 union all"
                                            + " select pg_stat_force_next_flush()::text"));
            assertThatThrownBy(store::requireNoFullScan)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("member_0 1");
        }
    }

    /**
     * They commit without waiting for the disk; were one shown to a register before it is there, a
     * crash of the server could take it back, and its place in the feed be given to another.
     */
    @Test
    void whatIsReplacedWithManyIsNotHeardOfBeforeAllOfItIsOnDisk() throws Exception {
        String database = RealPostgres.freshDatabase();
        try (PostgresStore store =
                        PostgresStore.open(
                                database, RealPostgres.user(), RealPostgres.password(), 2);
                SideBySide oneAfterTheOther = new SideBySide(store, "bulk")) {
            List<Document> next = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                Home home = Home.member("m-" + i);
                store.add(List.of(new Document(home, 1, "{}")));
                next.add(new Document(home, 2, "next"));
            }
            Cursor start = store.horizon();
            List<Integer> heard = new ArrayList<>();
            List<Long> written = new ArrayList<>();
            Writers watched =
                    () -> {
                        heard.add(heard(store, start));
                        written.add(replaced(store));
                        return byHand(database);
                    };
            assertThat(new PostgresReplacement(watched, oneAfterTheOther, 2).replace(next))
                    .hasSize(20);
            // the last to end, half of the others, the other half
            assertThat(written).containsExactly(0L, 0L, 10L);
            assertThat(heard).containsExactly(0, 0, 0);
            assertThat(heard(store, start)).isEqualTo(20);
        }
    }

    private static Connection byHand(String database) throws SQLException {
        Connection connection =
                DriverManager.getConnection(database, RealPostgres.user(), RealPostgres.password());
        connection.setAutoCommit(false);
        return connection;
    }

    private static int heard(Store store, Cursor since) throws SQLException {
        try {
            return store.changes(since, 100).entries().size();
        } catch (StoreException e) {
            throw new SQLException(e);
        }
    }

    private static long replaced(Store store) throws SQLException {
        try {
            return store.page(Home.Kind.MEMBER, "", 100).stream()
                    .filter(each -> each.version() == 2)
                    .count();
        } catch (StoreException e) {
            throw new SQLException(e);
        }
    }

    @Test
    void eachOfManyThatAreReplacedIsATransactionOfItsOwn() throws Exception {
        try (RecordedStore store = RecordedStore.fresh()) {
            List<Document> next = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                Home home = Home.member("m-" + i);
                store.add(List.of(new Document(home, 1, "{}")));
                next.add(new Document(home, 2, "next"));
            }
            assertThat(store.replace(next)).hasSize(20);
            store.requireOneHomeEach();
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
