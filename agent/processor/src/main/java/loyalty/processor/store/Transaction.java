package loyalty.processor.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.protocol.sync.Holder;

/** A running transaction on one {@link Home}, whose row is locked. */
public interface Transaction {
    /** The home as it is now: as found, or as last saved. */
    Optional<Document> document();

    /**
     * Writes the home.
     *
     * @param feed whether registers hear of it
     */
    void save(long version, String state, boolean feed) throws StoreException;

    /** An operation that was remembered at this home. */
    Optional<Seen> seen(String operation) throws StoreException;

    /** Remembers an operation, or changes what is remembered of it. */
    void remember(Seen seen) throws StoreException;

    Optional<String> sale(String home, String id) throws StoreException;

    void saveSale(String id, String state) throws StoreException;

    /** A line for the reports; the same id again changes nothing. */
    void record(ReceiptLine line) throws StoreException;

    /** Replaces what is known of who holds points of this home. */
    void bound(Map<Holder, Long> points) throws StoreException;

    /**
     * An operation as remembered.
     *
     * @param answer the first answer, as text
     * @param replacedBy the operation that mended it; empty for none
     */
    record Seen(String operation, String hash, String answer, String replacedBy) {}

    /** One receipt in numbers. Money in minor units, points in units of the scale. */
    record ReceiptLine(
            String id,
            String kind,
            String day,
            String store,
            String register,
            String cashier,
            boolean identified,
            long baseMinor,
            long discountMinor,
            long redeemedMinor,
            long dueMinor,
            long earned,
            long spent,
            List<Promotion> promotions) {
        public ReceiptLine {
            promotions = List.copyOf(promotions);
        }
    }

    /** What one promotion gave on a receipt. */
    record Promotion(String id, long discountMinor, long points) {}
}
