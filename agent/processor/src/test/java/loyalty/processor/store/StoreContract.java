package loyalty.processor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import loyalty.processor.store.Home.Kind;
import loyalty.processor.store.Store.Entry;
import loyalty.processor.store.Store.Feed;
import loyalty.processor.store.Store.Work;
import loyalty.processor.store.Transaction.ReceiptLine;
import loyalty.processor.store.Transaction.Seen;
import loyalty.protocol.sync.Holder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store must do. Each adapter's test extends this and says how to open one. */
abstract class StoreContract {
    private Store store;

    /** An empty one. */
    abstract Store open() throws Exception;

    @BeforeEach
    void openStore() throws Exception {
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    private void save(String member, long version, String state) throws StoreException {
        store.transact(
                Home.member(member),
                transaction -> {
                    transaction.save(version, state, true);
                    return true;
                });
    }

    @Test
    void whatWasSavedIsFound() throws Exception {
        save("m-1", 1, "{}");
        assertThat(store.find(Home.member("m-1")))
                .contains(new Document(Home.member("m-1"), 1, "{}"));
        assertThat(store.find(new Home(Kind.CARD, "m-1"))).isEmpty();
    }

    @Test
    void aTransactionThatFailsLeavesNothing() throws Exception {
        save("m-1", 1, "before");
        assertThatThrownBy(
                        () ->
                                store.transact(
                                        Home.member("m-1"),
                                        transaction -> {
                                            transaction.save(2, "after", true);
                                            transaction.remember(new Seen("o", "h", "a", ""));
                                            throw new IllegalStateException("crash");
                                        }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(store.find(Home.member("m-1")).orElseThrow().state()).isEqualTo("before");
        Optional<Seen> seen =
                store.transact(Home.member("m-1"), transaction -> transaction.seen("o"));
        assertThat(seen).isEmpty();
    }

    @Test
    void aLookAtNobodyLeavesNobody() throws Exception {
        boolean there =
                store.transact(
                        Home.member("m-9"), transaction -> transaction.document().isPresent());
        assertThat(there).isFalse();
        assertThat(store.find(Home.member("m-9"))).isEmpty();
        assertThat(store.page(Kind.MEMBER, "", 10)).isEmpty();
        assertThat(store.count(Kind.MEMBER)).isZero();
    }

    @Test
    void anOperationIsRememberedAtItsHome() throws Exception {
        Seen seen = new Seen("o-1", "sha256:1", "{}", "");
        store.transact(
                Home.member("m-1"),
                transaction -> {
                    transaction.save(1, "{}", true);
                    transaction.remember(seen);
                    return true;
                });
        Optional<Seen> there = store.transact(Home.member("m-1"), t -> t.seen("o-1"));
        Optional<Seen> elsewhere = store.transact(Home.member("m-2"), t -> t.seen("o-1"));
        assertThat(there).contains(seen);
        assertThat(elsewhere).isEmpty();
    }

    @Test
    void whatIsWantedWithTheRowIsThereOrKnownNotToBe() throws Exception {
        Seen seen = new Seen("o-1", "sha256:1", "{}", "");
        Wanted wanted = new Wanted(Set.of("o-1", "o-2"), Set.of("s-1", "s-2"));
        Work<List<Boolean>> look =
                transaction ->
                        List.of(
                                transaction.document().isPresent(),
                                transaction.seen("o-1").isPresent(),
                                transaction.seen("o-2").isPresent(),
                                transaction.sale("m-1", "s-1").isPresent(),
                                transaction.sale("m-1", "s-2").isPresent());
        assertThat(store.transact(Home.member("m-1"), look, wanted)).doesNotContain(true);
        store.transact(
                Home.member("m-1"),
                transaction -> {
                    transaction.save(1, "{}", true);
                    transaction.remember(seen);
                    transaction.saveSale("s-1", "sold");
                    return true;
                },
                wanted);
        assertThat(store.transact(Home.member("m-1"), look, wanted))
                .containsExactly(true, true, false, true, false);
    }

    @Test
    void aSaleOfAMergedMemberIsFoundUnderItsOldHome() throws Exception {
        store.transact(
                Home.member("m-1"),
                transaction -> {
                    transaction.saveSale("s-1", "sold");
                    transaction.save(1, "{}", true);
                    return true;
                });
        Optional<String> sale = store.transact(Home.member("m-2"), t -> t.sale("m-1", "s-1"));
        assertThat(sale).contains("sold");
    }

    @Test
    void pagesGoOnAfterAKey() throws Exception {
        for (String id : List.of("m-3", "m-1", "m-2")) {
            save(id, 1, "{}");
        }
        assertThat(store.page(Kind.MEMBER, "m-1", 1))
                .extracting(document -> document.home().id())
                .containsExactly("m-2");
    }

    @Test
    void theFeedShowsTheNewestOfEachThingInOrder() throws Exception {
        Cursor start = store.horizon();
        save("m-1", 1, "a");
        save("m-2", 1, "b");
        save("m-1", 2, "c");
        Feed feed = store.changes(start, 10);
        assertThat(feed.entries())
                .containsExactly(
                        new Entry(Home.member("m-2"), 1), new Entry(Home.member("m-1"), 2));
        assertThat(feed.more()).isFalse();
        assertThat(store.changes(feed.cursor(), 10).entries()).isEmpty();
    }

    @Test
    void aFeedOfManyPagesHasNoGapAndNoRepeat() throws Exception {
        Cursor cursor = store.horizon();
        for (int i = 0; i < 25; i++) {
            save("m-" + i, 1, "{}");
        }
        List<String> ids = new ArrayList<>();
        Feed feed;
        do {
            feed = store.changes(cursor, 7);
            feed.entries().forEach(entry -> ids.add(entry.home().id()));
            cursor = feed.cursor();
        } while (feed.more());
        assertThat(ids).hasSize(25).doesNotHaveDuplicates();
    }

    @Test
    void aRestoreStartsAnotherGeneration() throws Exception {
        String before = store.generation();
        assertThat(store.generation()).isEqualTo(before);
        String after = store.newGeneration();
        assertThat(after).isNotEqualTo(before);
        assertThat(store.generation()).isEqualTo(after);
    }

    @Test
    void numbersAreGaplessAsFarAsTheyCame() throws Exception {
        Holder holder = new Holder("r-1", 1);
        assertThat(store.answered(holder, Map.of(1L, "a", 3L, "c")).gapless()).isEqualTo(1);
        Store.Numbers all = store.answered(holder, Map.of(2L, "b"));
        assertThat(all).isEqualTo(new Store.Numbers(3, false));
        assertThat(store.answered(holder, Map.of(2L, "b")).contradicted()).isFalse();
        assertThat(store.answered(holder, Map.of(2L, "other")).contradicted()).isTrue();
        assertThat(store.answered(new Holder("r-1", 2), Map.of()).gapless()).isZero();
    }

    @Test
    void whatIsBoundIsKnownPerIncarnation() throws Exception {
        Holder holder = new Holder("r-1", 1);
        store.transact(
                Home.member("m-1"),
                transaction -> {
                    transaction.save(1, "{}", true);
                    transaction.bound(Map.of(holder, 40L, new Holder("r-2", 1), 2L));
                    return true;
                });
        assertThat(store.boundTo(holder, 10))
                .containsExactly(new Store.Bound(Home.member("m-1"), 40));
        assertThat(store.bound()).containsEntry(holder, 40L);
        store.transact(
                Home.member("m-1"),
                transaction -> {
                    transaction.bound(Map.of());
                    return true;
                });
        assertThat(store.boundTo(holder, 10)).isEmpty();
    }

    @Test
    void receiptsAreCountedOnce() throws Exception {
        ReceiptLine line =
                new ReceiptLine(
                        "s-1",
                        "sale",
                        "2026-11-25",
                        "msk-1",
                        "r-1",
                        "17",
                        true,
                        1000,
                        100,
                        50,
                        850,
                        42,
                        5,
                        List.of(new Transaction.Promotion("coffee", 100, 0)));
        for (int i = 0; i < 2; i++) {
            store.transact(
                    Home.member("m-1"),
                    transaction -> {
                        transaction.save(1, "{}", false);
                        transaction.record(line);
                        return true;
                    });
        }
        List<Store.Sums> sums = store.sums(Store.Grouping.STORE, "2026-11-01", "2026-11-30");
        assertThat(sums)
                .containsExactly(
                        new Store.Sums("msk-1", 1, 1, 1000, 100, 50, 850, 850, 42, 5, 0, 0));
        assertThat(store.sums(Store.Grouping.PROMOTION, "2026-11-01", "2026-11-30"))
                .extracting(Store.Sums::group, Store.Sums::discountMinor)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("coffee", 100L));
    }

    @Test
    void transactionsOnOneMemberFollowEachOther() throws Exception {
        save("m-1", 0, "0");
        run(
                8,
                worker -> {
                    for (int i = 0; i < 25; i++) {
                        store.transact(
                                Home.member("m-1"),
                                transaction -> {
                                    Document now = transaction.document().orElseThrow();
                                    long next = Long.parseLong(now.state()) + 1;
                                    transaction.save(next, Long.toString(next), true);
                                    return true;
                                });
                    }
                });
        assertThat(store.find(Home.member("m-1")).orElseThrow().state()).isEqualTo("200");
    }

    @Test
    void twoThatMakeTheSameMemberMakeOne() throws Exception {
        Map<Integer, Boolean> made = new ConcurrentHashMap<>();
        run(
                6,
                worker ->
                        made.put(
                                worker,
                                store.transact(
                                        Home.member("m-new"),
                                        transaction -> {
                                            boolean first = transaction.document().isEmpty();
                                            transaction.save(1, "made", true);
                                            return first;
                                        })));
        assertThat(made.values()).containsOnlyOnce(true);
    }

    @Test
    void manyAreReplacedAtOnceAndTheFeedHearsOfThem() throws Exception {
        save("m-1", 1, "a");
        save("m-2", 1, "b");
        Cursor before = store.horizon();
        List<Document> next =
                List.of(
                        new Document(Home.member("m-1"), 2, "c"),
                        new Document(Home.member("m-2"), 2, "d"));
        assertThat(store.replace(next))
                .containsExactlyInAnyOrder(Home.member("m-1"), Home.member("m-2"));
        assertThat(store.find(List.of(Home.member("m-1"), Home.member("m-2")))).isEqualTo(next);
        assertThat(store.changes(before, 10).entries())
                .containsExactlyInAnyOrder(
                        new Entry(Home.member("m-1"), 2), new Entry(Home.member("m-2"), 2));
    }

    @Test
    void oneThatIsNotAsItWasReadIsNotReplaced() throws Exception {
        save("m-1", 1, "a");
        save("m-1", 2, "meanwhile");
        save("m-2", 1, "b");
        save("m-3", 1, "c");
        save("m-3", 2, "meanwhile");
        Cursor before = store.horizon();
        assertThat(
                        store.replace(
                                List.of(
                                        new Document(Home.member("m-1"), 2, "late"),
                                        new Document(Home.member("m-2"), 2, "in time"),
                                        new Document(Home.member("m-3"), 2, "late"),
                                        new Document(Home.member("m-9"), 1, "nobody"))))
                .containsExactly(Home.member("m-2"));
        assertThat(store.find(Home.member("m-1")).orElseThrow().state()).isEqualTo("meanwhile");
        assertThat(store.find(Home.member("m-3")).orElseThrow().state()).isEqualTo("meanwhile");
        assertThat(store.find(Home.member("m-9"))).isEmpty();
        assertThat(store.changes(before, 10).entries())
                .containsExactly(new Entry(Home.member("m-2"), 2));
    }

    @Test
    void nothingIsReplacedByNothing() throws Exception {
        assertThat(store.replace(List.of())).isEmpty();
    }

    /** One worker replaces all of them again and again, the others change one at a time. */
    @Test
    void whoReplacesManyUndoesNobodysChange() throws Exception {
        int members = 12;
        for (int i = 0; i < members; i++) {
            save("m-" + i, 1, "0");
        }
        Map<Integer, Long> added = new ConcurrentHashMap<>();
        run(
                4,
                worker -> {
                    for (int i = 0; i < 30; i++) {
                        long count = worker == 0 ? all(members) : one("m-" + i % members);
                        added.merge(worker, count, Long::sum);
                    }
                });
        long sum = 0;
        for (Document member : store.page(Kind.MEMBER, "", members)) {
            sum += Long.parseLong(member.state());
            assertThat(member.version()).isEqualTo(Long.parseLong(member.state()) + 1);
        }
        assertThat(sum).isEqualTo(added.values().stream().mapToLong(Long::longValue).sum());
    }

    private long all(int members) throws StoreException {
        List<Document> next =
                store.page(Kind.MEMBER, "", members).stream().map(StoreContract::next).toList();
        return store.replace(next).size();
    }

    private long one(String member) throws StoreException {
        return store.transact(
                Home.member(member),
                transaction -> {
                    Document next = next(transaction.document().orElseThrow());
                    transaction.save(next.version(), next.state(), true);
                    return 1;
                });
    }

    private static Document next(Document now) {
        String state = Long.toString(Long.parseLong(now.state()) + 1);
        return new Document(now.home(), now.version() + 1, state);
    }

    @Test
    void worksDoneTogetherAreSeenByEachOther() throws Exception {
        String state =
                store.together(
                        () -> {
                            save("m-1", 1, "one");
                            return store.find(Home.member("m-1")).orElseThrow().state();
                        });
        assertThat(state).isEqualTo("one");
    }

    /**
     * Writers commit in any order while a reader follows; it must end up with the last version of
     * everything, whatever was committed below a position it had passed.
     */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void theFeedSkipsNobodyWhoCommitsLate(long seed) throws Exception {
        Cursor start = store.horizon();
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService pool = Executors.newFixedThreadPool(1);
        Map<String, Long> seen = new HashMap<>();
        Future<Cursor> follower =
                pool.submit(
                        () -> {
                            Cursor cursor = start;
                            while (!done.get()) {
                                cursor = follow(cursor, seen);
                            }
                            return follow(cursor, seen);
                        });
        Map<String, Long> written = new ConcurrentHashMap<>();
        run(
                6,
                worker -> {
                    SplittableRandom random = new SplittableRandom(seed * 31 + worker);
                    for (int i = 0; i < 60; i++) {
                        write(random, written);
                    }
                });
        done.set(true);
        Cursor cursor = follower.get();
        follow(cursor, seen);
        pool.shutdown();
        assertThat(seen).isEqualTo(written);
    }

    private void write(SplittableRandom random, Map<String, Long> written) throws StoreException {
        String id = "m-" + random.nextInt(40);
        long spins = random.nextInt(2_000);
        store.transact(
                Home.member(id),
                transaction -> {
                    long next = transaction.document().map(Document::version).orElse(0L) + 1;
                    transaction.save(next, UUID.randomUUID().toString(), true);
                    // holds the transaction open, so that others overtake it
                    for (long i = 0; i < spins; i++) {
                        Thread.onSpinWait();
                    }
                    written.merge(id, next, Math::max);
                    return true;
                });
    }

    private Cursor follow(Cursor from, Map<String, Long> seen) throws StoreException {
        Cursor cursor = from;
        Feed feed;
        do {
            feed = store.changes(cursor, 5);
            for (Entry entry : feed.entries()) {
                seen.merge(entry.home().id(), entry.version(), Math::max);
            }
            cursor = feed.cursor();
        } while (feed.more());
        return cursor;
    }

    /** What one of several threads does. */
    interface Job {
        void run(int worker) throws Exception;
    }

    static void run(int workers, Job job) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        CountDownLatch together = new CountDownLatch(workers);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            int worker = i;
            all.add(
                    pool.submit(
                            () -> {
                                together.countDown();
                                together.await();
                                job.run(worker);
                                return true;
                            }));
        }
        for (Future<?> each : all) {
            each.get();
        }
        pool.shutdown();
    }
}
