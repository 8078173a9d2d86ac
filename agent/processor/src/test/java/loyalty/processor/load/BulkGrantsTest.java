package loyalty.processor.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import loyalty.engine.document.Node;
import loyalty.processor.member.Account;
import loyalty.processor.member.Circumstances;
import loyalty.processor.store.Cursor;
import loyalty.processor.store.Document;
import loyalty.processor.store.Home;
import loyalty.processor.store.Home.Kind;
import loyalty.processor.store.SideBySide;
import loyalty.processor.store.StoreException;
import loyalty.protocol.sync.Holder;
import org.junit.jupiter.api.Test;

/** Points for many members as one operation. */
class BulkGrantsTest extends LoadContract {
    private static final String JOB = "bulk:march8";
    private static final int MEMBERS = 25;

    BulkGrantsTest(String books) {
        super(books);
    }

    private static Node.Mapping order(String more) throws Exception {
        return json(
                "{\"grant\":{\"id\":\"march8\",\"promotion\":\"march8\",\"period\":\"year/2027\","
                        + "\"points\":5000"
                        + more
                        + "}}");
    }

    private MemberJob.State ran(MemberJob job, int chunks) throws Exception {
        AtomicInteger left = new AtomicInteger(chunks);
        return job.run(JOB, () -> left.getAndDecrement() == 0);
    }

    private long points() throws StoreException {
        long sum = 0;
        for (Document member : store.page(Kind.MEMBER, "", 1_000)) {
            sum += office.account(member).available(NOW);
        }
        return sum;
    }

    @Test
    void everyoneHasThePointsOnceThoughTheJobWasBrokenOff() throws Exception {
        members(MEMBERS);
        try (MemberJob first = new MemberJob(office, desks, 10)) {
            first.keep(JOB, new MemberJob.State(order(""), "", 0, 0, false));
            assertThat(ran(first, 1).seen()).isEqualTo(10);
        }
        try (MemberJob second = new MemberJob(office, desks, 10)) {
            MemberJob.State end = ran(second, 100);
            assertThat(end.done()).isTrue();
            assertThat(end.changed()).isEqualTo(MEMBERS);
        }
        assertThat(points()).isEqualTo(MEMBERS * 5_000 + 24 * 25 / 2);
    }

    /** As after a death between the last member and the note of the place. */
    @Test
    void aJobWhosePlaceWasNotKeptGrantsNothingTwice() throws Exception {
        members(MEMBERS);
        try (MemberJob job = new MemberJob(office, desks, 10)) {
            job.keep(JOB, new MemberJob.State(order(""), "", 0, 0, false));
            ran(job, 2);
            job.keep(JOB, new MemberJob.State(order(""), "", 0, 0, false));
            ran(job, 1);
            String before = written();
            job.keep(JOB, new MemberJob.State(order(""), "", 0, 0, false));
            ran(job, 2);
            assertThat(written()).isEqualTo(before);
            ran(job, 100);
        }
        assertThat(points()).isEqualTo(MEMBERS * 5_000 + 24 * 25 / 2);
    }

    /** A processor that starts with more than its queue takes must still start. */
    @Test
    void moreJobsThanTheQueueTakesGoOnOneAfterTheOther() throws Exception {
        members(1);
        int count = 120;
        try (MemberJob job = new MemberJob(office, desks)) {
            for (int i = 0; i < count; i++) {
                job.keep("bulk:" + i, new MemberJob.State(order(""), "", 0, 0, false));
            }
        }
        try (Jobs jobs = new Jobs(office, desks)) {
            jobs.resume();
            for (int look = 0; look < 10_000 && done() < count; look++) {
                jobs.goOn();
            }
        }
        assertThat(done()).isEqualTo(count);
    }

    private long done() throws StoreException {
        return store.page(Kind.JOB, "", 1_000).stream()
                .filter(job -> MemberJob.State.read(job.state()).done())
                .count();
    }

    @Test
    void theFeedHearsOfThoseInTheSegmentAndOfNobodyElse() throws Exception {
        members(MEMBERS);
        Cursor before = store.horizon();
        try (MemberJob job = new MemberJob(office, desks)) {
            Node.Mapping order = order(",\"segment\":\"chosen\"");
            job.keep(JOB, new MemberJob.State(order, "", 0, 0, false));
            assertThat(ran(job, 100).changed()).isEqualTo(13);
        }
        assertThat(store.changes(before, 100).entries())
                .allMatch(entry -> entry.version() == 2)
                .extracting(entry -> Integer.parseInt(entry.home().id().substring(2)) % 2)
                .hasSize(13)
                .containsOnly(0);
    }

    @Test
    void whatHappensToAMemberMeanwhileIsKept() throws Exception {
        members(3);
        MemberJob.Step grant = MemberJob.step(order(""));
        Circumstances now = desks.circumstances();
        try (SideBySide threads = new SideBySide(store, "worker")) {
            Round round = new Round(office, grant, now);
            Round.Tried tried = round.tried(store.page(Kind.MEMBER, "", 10), threads);
            change("m-001", account -> account.segment("bought", true));
            change("m-002", account -> grant.on(account, now));
            assertThat(round.write(tried)).isEqualTo(2);
        }
        assertThat(office.account("m-001").orElseThrow().segments()).contains("bought");
        assertThat(List.of(available("m-000"), available("m-001"), available("m-002")))
                .containsExactly(5_000L, 5_001L, 5_002L);
    }

    /** What is done to one member. */
    private interface Change {
        void on(Account account);
    }

    private void change(String member, Change change) throws StoreException {
        store.transact(
                Home.member(member),
                transaction -> {
                    Account account = office.account(transaction).orElseThrow();
                    change.on(account);
                    office.save(transaction, account);
                    return true;
                });
    }

    /** Its time is over; with the grant it is freed, and nobody holds anything any more. */
    @Test
    void whoHoldsPointsOfAMemberIsKnownAfterAGrantToo() throws Exception {
        Holder holder = new Holder("msk-1-01", 1);
        String hold =
                "{\"register\":\"msk-1-01\",\"incarnation\":1,\"sale\":\"s-1\",\"points\":6,"
                        + "\"until\":\"2026-11-25T11:00:00Z\",\"confirmed\":false}";
        store.transact(
                Home.member("m-1"),
                transaction -> {
                    transaction.save(
                            1,
                            "{\"id\":\"m-1\",\"version\":1,\"lots\":[{\"id\":\"l-1\","
                                    + "\"source\":\"purchase\",\"granted\":10,\"free\":4,"
                                    + ("\"holds\":[" + hold + "]}]}"),
                            true);
                    transaction.bound(java.util.Map.of(holder, 6L));
                    return true;
                });
        try (MemberJob job = new MemberJob(office, desks)) {
            job.keep(JOB, new MemberJob.State(order(""), "", 0, 0, false));
            assertThat(ran(job, 100).changed()).isEqualTo(1);
        }
        assertThat(available("m-1")).isEqualTo(5_010);
        assertThat(store.boundTo(holder, 10)).isEmpty();
    }
}
