package loyalty.acceptance.simulation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import loyalty.processor.store.Cursor;
import loyalty.processor.store.Document;
import loyalty.processor.store.Home;
import loyalty.processor.store.Store;
import loyalty.processor.store.StoreException;
import loyalty.protocol.sync.Holder;

/**
 * A processor's store that can die before or after the n-th transaction from now; what is under way
 * then fails, also what would have been done next.
 */
final class MortalStore implements Store {
    private final Store store;
    private int left = Integer.MAX_VALUE;
    private boolean afterwards;

    MortalStore(Store store) {
        this.store = store;
    }

    /** Dies at a transaction; {@code written} tells whether that one is still on disk. */
    void dieAt(int transaction, boolean written) {
        left = transaction;
        afterwards = written;
    }

    boolean isDead() {
        return left < 0;
    }

    void live() {
        left = Integer.MAX_VALUE;
    }

    private static StoreException death() {
        return new StoreException(
                StoreException.Fault.BROKEN,
                "simulated death of the processor",
                new IllegalStateException("simulated"));
    }

    private void alive() throws StoreException {
        if (left < 0) {
            throw death();
        }
    }

    @Override
    public <T> T transact(Home home, Work<T> work) throws StoreException {
        alive();
        boolean last = left != Integer.MAX_VALUE && --left < 0;
        if (last && !afterwards) {
            throw death();
        }
        T result = store.transact(home, work);
        if (last) {
            throw death();
        }
        return result;
    }

    @Override
    public <T> T together(Together<T> works) throws StoreException {
        alive();
        return store.together(works);
    }

    @Override
    public Set<Home> add(List<Document> fresh) throws StoreException {
        alive();
        return store.add(fresh);
    }

    @Override
    public List<Home> cards(String member) throws StoreException {
        return store.cards(member);
    }

    @Override
    public Optional<Document> find(Home home) throws StoreException {
        alive();
        return store.find(home);
    }

    @Override
    public List<Document> find(List<Home> homes) throws StoreException {
        return store.find(homes);
    }

    @Override
    public List<Document> page(Home.Kind kind, String after, int limit) throws StoreException {
        return store.page(kind, after, limit);
    }

    @Override
    public List<String> sales(Home home, int limit) throws StoreException {
        return store.sales(home, limit);
    }

    @Override
    public List<StoredSale> pastSales(SaleKey after, int limit) throws StoreException {
        return store.pastSales(after, limit);
    }

    @Override
    public void forgetSales(Home home) throws StoreException {
        store.forgetSales(home);
    }

    @Override
    public void remove(Home home) throws StoreException {
        store.remove(home);
    }

    @Override
    public long count(Home.Kind kind) throws StoreException {
        return store.count(kind);
    }

    @Override
    public Cursor horizon() throws StoreException {
        return store.horizon();
    }

    @Override
    public Feed changes(Cursor after, int limit) throws StoreException {
        return store.changes(after, limit);
    }

    @Override
    public String generation() throws StoreException {
        return store.generation();
    }

    @Override
    public String newGeneration() throws StoreException {
        return store.newGeneration();
    }

    @Override
    public Numbers answered(Holder holder, Map<Long, String> hashes) throws StoreException {
        alive();
        return store.answered(holder, hashes);
    }

    @Override
    public List<Bound> boundTo(Holder holder, int limit) throws StoreException {
        return store.boundTo(holder, limit);
    }

    @Override
    public Map<Holder, Long> bound() throws StoreException {
        return store.bound();
    }

    @Override
    public List<Sums> sums(Grouping by, String from, String to) throws StoreException {
        return store.sums(by, from, to);
    }

    @Override
    public void audit(AuditEntry entry) throws StoreException {
        store.audit(entry);
    }

    @Override
    public List<AuditEntry> audit(int limit) throws StoreException {
        return store.audit(limit);
    }

    @Override
    public void ping() throws StoreException {
        store.ping();
    }

    @Override
    public void close() {
        store.close();
    }
}
