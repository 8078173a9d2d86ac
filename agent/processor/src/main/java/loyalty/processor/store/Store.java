package loyalty.processor.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import loyalty.processor.store.Home.Kind;
import loyalty.protocol.sync.Holder;

/** The books on disk. Thread-safe; blocks while the database works. */
public interface Store extends AutoCloseable {
    /** What is done in a transaction. May run again if the database was in the way. */
    @FunctionalInterface
    interface Work<T> {
        T in(Transaction transaction) throws StoreException;
    }

    /** What is done in several transactions that may reach the disk together. */
    @FunctionalInterface
    interface Together<T> {
        T run() throws StoreException;
    }

    /**
     * Runs {@code work} in a transaction that writes only {@code home}, its row locked first. If it
     * throws, nothing is written.
     */
    <T> T transact(Home home, Work<T> work) throws StoreException;

    /** The same; what is wanted comes with the row, in one round trip. */
    default <T> T transact(Home home, Work<T> work, Wanted wanted) throws StoreException {
        return transact(home, work);
    }

    /**
     * Transactions begun inside by this thread may share one commit, which is cheaper on a single
     * machine. If the end of it fails, all of them are undone and it throws.
     */
    <T> T together(Together<T> works) throws StoreException;

    /**
     * Adds many documents that were not there, each with its change; what is there already stays as
     * it is. For imports: nobody else can hold a row that does not exist. If it fails, some of them
     * may be there: it is to be repeated.
     *
     * @return those that were added
     */
    Set<Home> add(List<Document> fresh) throws StoreException;

    /**
     * Writes members' rows that were read without a lock, each in a transaction of its own and with
     * its change: those whose stored version is the one before. For bulk work: when it returns all
     * of it is on disk, and the feed shows none of it before. If it fails, some may be written.
     *
     * @return those that were written; the others had changed meanwhile
     */
    Set<Home> replace(List<Document> next) throws StoreException;

    /** How many transactions of one piece of work are worth running side by side. */
    default int sideBySide() {
        return 1;
    }

    Optional<Document> find(Home home) throws StoreException;

    /** Those of them that are there, in the same order. */
    List<Document> find(List<Home> homes) throws StoreException;

    /** Documents of a kind by id, after one; for snapshots and jobs. */
    List<Document> page(Kind kind, String after, int limit) throws StoreException;

    /** Sales of a home, newest id last, for a person's own data. */
    List<String> sales(Home home, int limit) throws StoreException;

    /** Sales of members, and of nobody by register, in the order of their keys, after one. */
    List<StoredSale> pastSales(SaleKey after, int limit) throws StoreException;

    /** Forgets sales of a home; lines for reports stay, they name nobody. */
    void forgetSales(Home home) throws StoreException;

    /** Cards that name a member. */
    List<Home> cards(String member) throws StoreException;

    /** Removes a document for good; for what registers never hear of. */
    void remove(Home home) throws StoreException;

    /** How many there are of a kind. */
    long count(Kind kind) throws StoreException;

    /** Where the feed stands now: everything not committed yet is after it. */
    Cursor horizon() throws StoreException;

    /** Changes after a cursor, in the feed's order; never one whose elders may still come. */
    Feed changes(Cursor after, int limit) throws StoreException;

    /** The name of this state of the store; another one after a restore. */
    String generation() throws StoreException;

    /** The store was put back to an older state: all cursors are void. */
    String newGeneration() throws StoreException;

    /**
     * Notes answered operations of an incarnation. Gives the highest number up to which there is no
     * gap, or tells that a number was known with another hash.
     */
    Numbers answered(Holder holder, Map<Long, String> hashes) throws StoreException;

    /** Members with points bound to an incarnation. */
    List<Bound> boundTo(Holder holder, int limit) throws StoreException;

    /** Sum of points bound, per incarnation. */
    Map<Holder, Long> bound() throws StoreException;

    /** Sums over receipts of the days {@code from} to {@code to}, both included, grouped. */
    List<Sums> sums(Grouping by, String from, String to) throws StoreException;

    void audit(AuditEntry entry) throws StoreException;

    /** The newest entries first. */
    List<AuditEntry> audit(int limit) throws StoreException;

    /** Fails if the database does not answer. */
    void ping() throws StoreException;

    @Override
    void close();

    /** Where a sale stands: with its member, under its id. */
    record SaleKey(String home, String id) {
        /** Before all others. */
        public static final SaleKey FIRST = new SaleKey("", "");

        private static final String REGISTER = Kind.REGISTER.word() + ":";

        /** Before all sales of nobody, which lie with the registers that made them. */
        public static SaleKey ofRegisters() {
            return new SaleKey(REGISTER, "");
        }

        public boolean isRegisters() {
            return home.startsWith(REGISTER);
        }

        /** Ids of sales are UUIDs: this is after them in every order of letters. */
        public SaleKey afterAllOfItsHome() {
            return new SaleKey(home, "z");
        }
    }

    /** A sale as it is stored. */
    record StoredSale(SaleKey key, String state) {}

    /** A page of the feed. */
    record Feed(List<Entry> entries, Cursor cursor, boolean more) {
        public Feed {
            entries = List.copyOf(entries);
        }
    }

    /** Something changed; what it is now is to be looked up. */
    record Entry(Home home, long version) {}

    record Numbers(long gapless, boolean contradicted) {}

    record Bound(Home home, long points) {}

    /** What reports are grouped by. */
    enum Grouping {
        PROGRAMME,
        DAY,
        STORE,
        CASHIER,
        PROMOTION
    }

    /** Sums of one group. */
    record Sums(
            String group,
            long receipts,
            long identified,
            long baseMinor,
            long discountMinor,
            long redeemedMinor,
            long dueMinor,
            long identifiedDueMinor,
            long earned,
            long spent,
            long returns,
            long refundMinor) {}

    /** Who did what, for the chain's auditors. Never a secret or personal data. */
    record AuditEntry(String at, String actor, String act, String detail) {}
}
