package loyalty.processor.sync;

import java.util.Optional;
import loyalty.processor.member.Circumstances;
import loyalty.processor.store.Home;
import loyalty.processor.store.Home.Kind;
import loyalty.processor.store.StoreException;
import loyalty.processor.store.Transaction;
import loyalty.protocol.identity.Digests;

/**
 * Single-use codes of sales under way: while one sale holds a code, no other gets it. Asking again
 * for the same sale says the same; a cancellation leaves a tombstone, because it may overtake what
 * it cancels.
 */
final class CodeHolds {
    private final Office office;

    CodeHolds(Office office) {
        this.office = office;
    }

    static Home home(String code) {
        return new Home(Kind.CLAIM, "code:" + Digests.sha256Hex("code " + code));
    }

    /** True if the code is the sale's alone: nobody had it, or it was the sale's before. */
    boolean hold(String code, Claim.Held wanted, Circumstances now) throws StoreException {
        return office.store().transact(home(code), transaction -> hold(transaction, wanted, now));
    }

    private static boolean hold(Transaction transaction, Claim.Held wanted, Circumstances now)
            throws StoreException {
        Claim.Standing standing = Claim.standing(transaction, wanted.sale());
        if (standing.counted() || standing.cancelled()) {
            return standing.counted() && standing.uses() <= 1;
        }
        Claim claim = withoutWhatIsOver(transaction, now);
        if (claim.used() > 0) {
            return false;
        }
        claim.counted(1).holding(Optional.of(wanted)).save(transaction);
        Claim.remember(transaction, wanted.sale(), true, 1);
        return true;
    }

    /** A sale that lost the code counts again when it is booked after all. */
    static Claim withoutWhatIsOver(Transaction transaction, Circumstances now)
            throws StoreException {
        Claim claim = Claim.of(transaction);
        Optional<Claim.Held> over = claim.held().filter(held -> held.over(now));
        if (over.isEmpty()) {
            return claim;
        }
        Claim.remember(transaction, over.get().sale(), false, 0);
        Claim free = claim.counted(-1).holding(Optional.empty());
        free.save(transaction);
        return free;
    }

    /** From now on the sale does not lose the code by time. */
    void pin(String code, String sale) throws StoreException {
        office.store()
                .transact(
                        home(code),
                        transaction -> {
                            Claim claim = Claim.of(transaction);
                            if (claim.heldBy(sale)) {
                                claim.holding(claim.held().map(Claim.Held::pinned))
                                        .save(transaction);
                            }
                            return true;
                        });
    }

    /** The sale is given up: the code is free, unless the sale was booked. */
    void cancel(String code, String sale) throws StoreException {
        office.store()
                .transact(
                        home(code),
                        transaction -> {
                            Claim claim = Claim.of(transaction);
                            if (claim.heldBy(sale)) {
                                claim.counted(-1).holding(Optional.empty()).save(transaction);
                            }
                            if (claim.heldBy(sale)
                                    || !Claim.standing(transaction, sale).counted()) {
                                Claim.rememberCancelled(transaction, sale);
                            }
                            return true;
                        });
    }
}
