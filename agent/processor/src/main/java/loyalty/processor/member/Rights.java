package loyalty.processor.member;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.sync.RightsAnswer.Refusal;
import loyalty.protocol.sync.RightsRequest;
import loyalty.protocol.sync.TotalsReport;

/** Spending rights of one member's lots: leased, recalled, released. */
public final class Rights {
    private final Account account;
    private final Circumstances now;

    public Rights(Account account, Circumstances now) {
        this.account = account;
        this.now = now;
    }

    /**
     * Moves points from free to the holder's rights, at most up to the totals wanted and to what
     * may be out; says what was not given.
     *
     * @param store where the holder stands; members' visits there weigh
     */
    public List<Refusal> lease(Holder holder, String store, RightsRequest.Want want) {
        account.settle(now);
        Optional<String> obstacle = obstacle(holder);
        if (obstacle.isPresent()) {
            return List.of(new Refusal(account.id, want.lot().orElse(""), obstacle.get()));
        }
        List<Refusal> refusals = new ArrayList<>();
        if (want.lot().isPresent()) {
            leaseLot(holder, store, want, refusals);
        } else {
            for (Lot lot : account.lotsByExpiry()) {
                if (refusal(lot).isEmpty()) {
                    lot.lease(holder, allowance(lot, store));
                }
            }
        }
        account.check();
        return refusals;
    }

    /** True if anything was recalled that was not before. */
    public boolean recallFromOthers(Holder holder) {
        boolean changed = false;
        for (Lot lot : account.lots.values()) {
            for (Map.Entry<Holder, Right> entry : lot.rights.entrySet()) {
                Right right = entry.getValue();
                boolean other = !entry.getKey().register().equals(holder.register());
                if (other && right.remaining() > 0 && !right.recalled) {
                    right.recalled = true;
                    changed = true;
                }
            }
        }
        return changed;
    }

    /** Everything a dead incarnation holds comes home; gives how many points that were. */
    public long release(Holder holder) {
        account.told.removeIf(told -> told.holder().equals(holder));
        long released = 0;
        for (Lot lot : account.lots.values()) {
            released = Math.addExact(released, lot.release(holder));
        }
        account.settle(now);
        account.check();
        return released;
    }

    /**
     * After the processor was restored: what the register says it was given is known again, as soon
     * as the lot is; another register may still be on its way with it.
     */
    public void learn(Holder holder, TotalsReport.Totals totals) {
        account.told.removeIf(
                told -> told.holder().equals(holder) && told.lot().equals(totals.lot()));
        if (totals.granted() > 0) {
            account.told.add(new Account.Told(holder, totals.lot(), totals.granted()));
        }
        account.settle(now);
        account.check();
    }

    private void leaseLot(
            Holder holder, String store, RightsRequest.Want want, List<Refusal> refusals) {
        String id = want.lot().orElseThrow();
        Lot lot = account.lots.get(id);
        if (lot == null) {
            refusals.add(new Refusal(account.id, id, "UNKNOWN_LOT"));
            return;
        }
        Optional<String> refusal = refusal(lot);
        if (refusal.isPresent()) {
            refusals.add(new Refusal(account.id, id, refusal.get()));
            return;
        }
        long wanted = want.granted() - lot.right(holder).granted;
        long most = allowance(lot, store);
        lot.lease(holder, Math.min(wanted, most));
        if (lot.right(holder).granted < want.granted()) {
            refusals.add(new Refusal(account.id, id, "SHARE_REACHED"));
        }
    }

    private Optional<String> obstacle(Holder holder) {
        if (!now.redemption()) {
            return Optional.of("WAITING_FOR_TOTALS");
        }
        if (now.dead().test(holder)) {
            return Optional.of("FENCED");
        }
        return account.debt > 0 ? Optional.of("DEBT") : Optional.empty();
    }

    private Optional<String> refusal(Lot lot) {
        if (lot.claim > 0) {
            return Optional.of("CLAIM");
        }
        if (lot.expired(now.time()) || lot.endsEarlier()) {
            return Optional.of("EXPIRED");
        }
        return lot.active(now.time()) ? Optional.empty() : Optional.of("NOT_ACTIVE");
    }

    /**
     * How much more of a lot may go to a store: the programme's share of the whole, of that the
     * store's share of the member's visits, less what is out already. Rounded down.
     */
    private long allowance(Lot lot, String store) {
        long share = portion(lot.whole(), now.leaseShare(), 100);
        long all = account.visits.values().stream().mapToLong(Long::longValue).sum();
        long here = account.visits.getOrDefault(store, 0L);
        long most = portion(share, here + 1, all + 1);
        return Math.max(0, Math.min(most, share - lot.remaining()));
    }

    private static long portion(long whole, long part, long of) {
        return BigInteger.valueOf(whole)
                .multiply(BigInteger.valueOf(part))
                .divide(BigInteger.valueOf(of))
                .longValueExact();
    }
}
