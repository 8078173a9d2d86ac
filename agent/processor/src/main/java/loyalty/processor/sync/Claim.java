package loyalty.processor.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import loyalty.engine.document.Fields;
import loyalty.engine.document.Tree;
import loyalty.processor.member.Circumstances;
import loyalty.processor.store.Document;
import loyalty.processor.store.StoreException;
import loyalty.processor.store.Transaction;
import loyalty.processor.store.Transaction.Seen;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.text.JsonText;

/**
 * A single-use code, or a limit over all members, as it is stored: how often it was used, sales
 * under way counted too. Sales that were counted are remembered beside it.
 *
 * @param held the sale under way that has the code, if one has
 */
record Claim(long used, Optional<Held> held) {
    private static final String COUNTED = "in";
    private static final String CANCELLED = "cancelled";

    /**
     * A sale under way.
     *
     * @param until when it loses the code; none: never by time
     */
    record Held(String sale, Holder holder, Optional<Instant> until) {
        Held pinned() {
            return new Held(sale, holder, Optional.empty());
        }

        /** Its time is over, or its register is dead and will not bring it back. */
        boolean over(Circumstances now) {
            return until.filter(end -> !now.time().isBefore(end)).isPresent()
                    || now.dead().test(holder);
        }
    }

    /** How a sale stands to the claim, and how many uses there were with it. */
    record Standing(boolean counted, boolean cancelled, long uses) {}

    static Claim of(Transaction transaction) {
        return transaction.document().map(Claim::read).orElse(new Claim(0, Optional.empty()));
    }

    private static Claim read(Document document) {
        Fields fields = Fields.of(Registers.mapping(document.state()), new ArrayList<>());
        return new Claim(
                fields.whole("used", 0, 0, Long.MAX_VALUE),
                fields.mapping("held").map(Claim::held));
    }

    private static Held held(Fields fields) {
        return new Held(
                fields.requiredText("sale"),
                Holder.read(fields),
                fields.text("until").map(Instant::parse));
    }

    boolean heldBy(String sale) {
        return held.filter(each -> each.sale().equals(sale)).isPresent();
    }

    Claim counted(long more) {
        return new Claim(Math.max(0, Math.addExact(used, more)), held);
    }

    Claim holding(Optional<Held> other) {
        return new Claim(used, other);
    }

    void save(Transaction transaction) throws StoreException {
        Tree tree = Tree.mapping().put("used", used);
        held.ifPresent(
                by ->
                        tree.put(
                                "held",
                                Tree.mapping()
                                        .put("sale", by.sale())
                                        .put("register", by.holder().register())
                                        .put("incarnation", by.holder().incarnation())
                                        .putText("until", by.until().map(Instant::toString))
                                        .node()));
        long version = transaction.document().map(Document::version).orElse(0L) + 1;
        transaction.save(version, JsonText.write(tree.node()), false);
    }

    static Standing standing(Transaction transaction, String sale) throws StoreException {
        return transaction
                .seen(sale)
                .map(
                        seen ->
                                new Standing(
                                        seen.hash().equals(COUNTED),
                                        seen.hash().equals(CANCELLED),
                                        Long.parseLong(seen.answer())))
                .orElse(new Standing(false, false, 0));
    }

    /** From now on the sale counts, or no more. */
    static void remember(Transaction transaction, String sale, boolean counted, long uses)
            throws StoreException {
        transaction.remember(new Seen(sale, counted ? COUNTED : "out", Long.toString(uses), ""));
    }

    /** A tombstone: the sale may still be booked, but it holds nothing any more. */
    static void rememberCancelled(Transaction transaction, String sale) throws StoreException {
        transaction.remember(new Seen(sale, CANCELLED, "0", ""));
    }
}
