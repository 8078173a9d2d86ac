package loyalty.processor.member;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.sync.LotPoints;
import loyalty.protocol.sync.ReservationAnswer.State;
import loyalty.protocol.sync.ReservationRequest;

/**
 * Points held for sales that are under way. Repeating a request repeats its answer; a cancellation
 * leaves a tombstone, because it may overtake its reservation.
 */
public final class Reservations {
    /** Why nothing is held after a restore, until registers have told what they hold. */
    public static final String WAITING = "WAITING_FOR_TOTALS";

    private final Account account;
    private final SaleBook sales;
    private final Circumstances now;

    /** Where the reservation stands, what it holds, and why that is less than wished. */
    public record Standing(State state, List<LotPoints> held, String limitedBy) {
        public Standing {
            held = List.copyOf(held);
        }
    }

    public Reservations(Account account, SaleBook sales, Circumstances now) {
        this.account = account;
        this.sales = sales;
        this.now = now;
    }

    /** Holds what is free of what is asked for. */
    public Standing reserve(ReservationRequest request, Holder holder) {
        account.settle(now);
        Standing known = standing(request.sale());
        if (known.state() != State.REFUSED) {
            return new Standing(known.state(), known.held(), shortage(request, known));
        }
        if (!now.redemption()) {
            return refused(WAITING);
        }
        if (now.dead().test(holder)) {
            return refused("FENCED");
        }
        if (account.debt > 0) {
            return refused("DEBT");
        }
        Optional<Instant> until =
                request.escrow()
                        ? Optional.empty()
                        : Optional.of(now.time().plus(now.reservationLimit()));
        String limitedBy = "";
        for (LotPoints want : request.lots()) {
            String limit = hold(request.sale(), want, new Hold(holder, 0, until, false));
            limitedBy = limitedBy.isEmpty() ? limit : limitedBy;
        }
        account.check();
        List<LotPoints> held = held(request.sale());
        return held.isEmpty() ? refused(limitedBy) : new Standing(State.HELD, held, limitedBy);
    }

    /** A repeated request repeats that it got less than it wished. */
    private static String shortage(ReservationRequest request, Standing known) {
        Map<String, Long> held = new HashMap<>();
        known.held().forEach(part -> held.merge(part.lot(), part.points(), Math::addExact));
        boolean whole =
                request.lots().stream()
                        .allMatch(want -> held.getOrDefault(want.lot(), 0L) >= want.points());
        return known.state() != State.HELD || whole ? known.limitedBy() : "AVAILABLE";
    }

    /** From now on the hold is never freed by time. */
    public Standing confirm(String sale) {
        account.settle(now);
        for (Lot lot : account.lots.values()) {
            lot.holds.computeIfPresent(sale, (id, hold) -> hold.pinned());
        }
        return standing(sale);
    }

    /** Frees everything and remembers that it must not be held again. */
    public Standing cancel(String sale) {
        if (sales.find(sale).isEmpty()) {
            account.cancelled.add(sale);
            account.lots.values().forEach(lot -> lot.free(sale));
        }
        account.settle(now);
        account.check();
        return standing(sale);
    }

    private Standing standing(String sale) {
        if (sales.find(sale).isPresent()) {
            return new Standing(State.CONSUMED, List.of(), "");
        }
        if (account.cancelled.contains(sale)) {
            return new Standing(State.CANCELLED, List.of(), "");
        }
        List<LotPoints> held = held(sale);
        if (held.isEmpty()) {
            return refused("");
        }
        boolean confirmed =
                account.lots.values().stream()
                        .map(lot -> lot.holds.get(sale))
                        .anyMatch(hold -> hold != null && hold.confirmed());
        return new Standing(confirmed ? State.CONFIRMED : State.HELD, held, "");
    }

    private String hold(String sale, LotPoints want, Hold empty) {
        Lot lot = account.lots.get(want.lot());
        if (lot == null || !lot.active(now.time()) || lot.expired(now.time())) {
            return "AVAILABLE";
        }
        if (lot.claim > 0) {
            return "CLAIM";
        }
        long points = Math.min(want.points(), lot.free);
        if (points > 0) {
            lot.hold(sale, new Hold(empty.holder(), points, empty.until(), false));
        }
        if (points == want.points()) {
            return "";
        }
        return leasedElsewhere(lot, empty.holder()) ? "LEASED_ELSEWHERE" : "AVAILABLE";
    }

    private static boolean leasedElsewhere(Lot lot, Holder holder) {
        boolean elsewhere = false;
        for (Map.Entry<Holder, Right> entry : lot.rights.entrySet()) {
            if (!entry.getKey().equals(holder) && entry.getValue().remaining() > 0) {
                entry.getValue().recalled = true;
                elsewhere = true;
            }
        }
        return elsewhere;
    }

    private List<LotPoints> held(String sale) {
        List<LotPoints> held = new ArrayList<>();
        for (Lot lot : account.lots.values()) {
            Hold hold = lot.holds.get(sale);
            if (hold != null) {
                held.add(new LotPoints(lot.id, hold.points()));
            }
        }
        return held;
    }

    private static Standing refused(String limitedBy) {
        return new Standing(State.REFUSED, List.of(), limitedBy);
    }
}
