package loyalty.processor.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.processor.member.Arrival;
import loyalty.processor.member.Circumstances;
import loyalty.processor.store.Home;
import loyalty.processor.store.Home.Kind;
import loyalty.processor.store.StoreException;
import loyalty.protocol.identity.Digests;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.Answer.Outcome;
import loyalty.protocol.sync.Correction;
import loyalty.protocol.sync.Correction.Code;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.OperationKind;
import loyalty.protocol.sync.ReservationBody;
import loyalty.protocol.sync.ReturnBody;
import loyalty.protocol.sync.SaleBody;
import loyalty.protocol.sync.SaleBody.LimitUse;

/**
 * Single-use codes and limits of the whole programme, which no member's row can keep. Each code and
 * each limit is a home of its own, claimed for a sale before the sale is booked; claiming again for
 * the same sale changes nothing. A sale may hold a code already: {@link CodeHolds}. Paper is a
 * fact: what is claimed too often is noted, not refused.
 */
final class Claims {
    /** Of a limit over all members; limits with other names are kept with the member. */
    static final String TOTAL = "total";

    private static final String CODE = "code/";

    private final Office office;
    private final Replay replay;
    private final CodeHolds holds;

    Claims(Office office, Replay replay) {
        this.office = office;
        this.replay = replay;
        this.holds = new CodeHolds(office);
    }

    /** Claims what a sale uses; gives what was used too often. */
    List<Correction> claim(Arrival arrival, Circumstances now) throws StoreException {
        List<Correction> noticed = new ArrayList<>();
        if (!arrival.is(OperationKind.SALE) || claimsNothing(arrival.operation())) {
            return noticed;
        }
        SaleBody body;
        try {
            body = arrival.sale();
        } catch (InvalidDocumentException e) {
            // the books will refuse it with the reason
            return noticed;
        }
        for (String code : body.codesUsed()) {
            if (change(CodeHolds.home(code), body.sale(), true, 1, now) > 1) {
                noticed.add(Correction.of(Code.CODE_USED, "the code was used on another receipt"));
            }
        }
        for (LimitUse use : body.limits()) {
            if (shared(use)
                    && change(limit(use), body.sale(), true, use.count(), now)
                            > replay.most(arrival.operation().pack(), use)) {
                noticed.add(
                        Correction.of(
                                Code.LIMIT_REACHED,
                                "promotion " + use.promotion() + " was used up by then"));
            }
        }
        return noticed;
    }

    /** Most sales, without their whole bodies being read. */
    private static boolean claimsNothing(Operation operation) {
        return isEmpty(operation, "codesUsed") && isEmpty(operation, "limits");
    }

    private static boolean isEmpty(Operation operation, String list) {
        return !(operation.body().entries().get(list) instanceof Node.Sequence items)
                || items.items().isEmpty();
    }

    private static boolean shared(LimitUse use) {
        return use.period().equals(TOTAL) || use.period().startsWith(CODE);
    }

    /**
     * A sale that was refused for good gives back what it claimed; so does a whole return. One that
     * was given up lets go of the codes it held.
     */
    void settle(Arrival arrival, Answer answer, Circumstances now) throws StoreException {
        boolean booked =
                answer.outcome() == Outcome.ACCEPTED || answer.outcome() == Outcome.CORRECTED;
        try {
            if (arrival.is(OperationKind.SALE)
                    && answer.outcome() == Outcome.REJECTED
                    && !claimsNothing(arrival.operation())) {
                SaleBody body = arrival.sale();
                giveBack(body.sale(), body.codesUsed(), body.limits(), now);
            } else if (arrival.is(OperationKind.RETURN) && booked) {
                ReturnBody body = arrival.returned();
                giveBack(body.sale(), body.codes(), body.limits(), now);
            } else if (arrival.is(OperationKind.CANCEL) && answer.closes()) {
                ReservationBody body = ReservationBody.read(arrival.operation().body());
                for (String code : body.codes()) {
                    holds.cancel(code, body.sale());
                }
            }
        } catch (InvalidDocumentException e) {
            throw new IllegalStateException("what was answered was read before", e);
        }
    }

    private void giveBack(String sale, List<String> codes, List<LimitUse> limits, Circumstances now)
            throws StoreException {
        for (String code : codes) {
            change(CodeHolds.home(code), sale, false, 1, now);
        }
        for (LimitUse use : limits) {
            if (shared(use)) {
                change(limit(use), sale, false, use.count(), now);
            }
        }
    }

    private static Home limit(LimitUse use) {
        return new Home(
                Kind.CLAIM, "limit:" + Digests.sha256Hex(use.promotion() + " " + use.period()));
    }

    /**
     * Counts a sale's uses in or out, once. What the sale held it has used now.
     *
     * @return uses by then; for a sale counted before what it was then
     */
    private long change(Home home, String sale, boolean in, long uses, Circumstances now)
            throws StoreException {
        return office.store()
                .transact(
                        home,
                        transaction -> {
                            Claim claim = CodeHolds.withoutWhatIsOver(transaction, now);
                            Claim.Standing before = Claim.standing(transaction, sale);
                            boolean held = claim.heldBy(sale);
                            Claim booked = held ? claim.holding(Optional.empty()) : claim;
                            if (in == before.counted()) {
                                if (held) {
                                    booked.save(transaction);
                                }
                                return in ? before.uses() : claim.used();
                            }
                            Claim after = booked.counted(in ? uses : -uses);
                            after.save(transaction);
                            Claim.remember(transaction, sale, in, after.used());
                            return after.used();
                        });
    }
}
