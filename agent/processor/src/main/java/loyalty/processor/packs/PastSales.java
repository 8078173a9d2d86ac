package loyalty.processor.packs;

import java.util.ArrayList;
import java.util.List;
import loyalty.processor.store.Store;
import loyalty.processor.store.Store.SaleKey;
import loyalty.processor.store.Store.StoredSale;
import loyalty.processor.store.StoreException;

/**
 * Past sales page by page: those of members, or those of nobody, which lie with their registers.
 * Not thread-safe.
 */
final class PastSales {
    private static final int PAGE = 500;

    private final Store store;
    private final boolean ofNobody;
    private SaleKey after;
    private String leapt = "";
    private boolean over;

    private PastSales(Store store, boolean ofNobody, SaleKey after) {
        this.store = store;
        this.ofNobody = ofNobody;
        this.after = after;
    }

    static PastSales ofMembers(Store store) {
        return new PastSales(store, false, SaleKey.FIRST);
    }

    static PastSales ofNobody(Store store) {
        return new PastSales(store, true, SaleKey.ofRegisters());
    }

    /** The next ones, at most so many; none only after the last. */
    List<StoredSale> next(long most) throws StoreException {
        List<StoredSale> found = new ArrayList<>();
        while (!over && found.isEmpty() && most > 0) {
            int wanted = (int) Math.min(PAGE, most);
            List<StoredSale> page = store.pastSales(after, wanted);
            page.stream().filter(this::isWanted).forEach(found::add);
            over = page.size() < wanted || (ofNobody && found.size() < page.size());
            if (!page.isEmpty()) {
                after = next(page.get(page.size() - 1).key());
            }
        }
        return found;
    }

    private boolean isWanted(StoredSale sale) {
        return sale.key().isRegisters() == ofNobody;
    }

    /** Of a register's many sales nothing is wanted: its others are passed over, where they can. */
    private SaleKey next(SaleKey last) {
        if (ofNobody || !last.isRegisters() || last.home().equals(leapt)) {
            return last;
        }
        leapt = last.home();
        return last.afterAllOfItsHome();
    }
}
