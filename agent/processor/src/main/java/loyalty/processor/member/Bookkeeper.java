package loyalty.processor.member;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.Answer.Reason;
import loyalty.protocol.sync.Correction;
import loyalty.protocol.sync.EnrolBody;
import loyalty.protocol.sync.Extract;
import loyalty.protocol.sync.GrantBody;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.sync.LotPoints;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.ReservationBody;
import loyalty.protocol.sync.ReturnBody;
import loyalty.protocol.sync.RightsBody;
import loyalty.protocol.sync.SaleBody;
import loyalty.protocol.sync.Transfer;

/**
 * Books operations in one member's account. Whoever calls has looked that the operation is new, its
 * signature good and its member not closed; the answer's version is the account's after {@link
 * Account#touched}.
 */
public final class Bookkeeper {
    private final Account account;
    private final SaleBook sales;
    private final Circumstances now;
    private final List<Correction> corrections = new ArrayList<>();

    public Bookkeeper(Account account, SaleBook sales, Circumstances now) {
        this.account = account;
        this.sales = sales;
        this.now = now;
    }

    /**
     * Books the operation, or says why not; then the account is as it was.
     *
     * @param noticed corrections found by replaying the calculation
     */
    public Answer book(Arrival arrival, List<Correction> noticed) {
        Operation operation = arrival.operation();
        try {
            apply(arrival);
            bookForTheDead(this::isForTheDead); // a lot that one waited for may have come
            corrections.addAll(noticed);
            account.settle(now);
            account.check();
            return Answer.corrected(operation.id(), account.version + 1, List.copyOf(corrections));
        } catch (Rejection e) {
            return e.answer(operation);
        } catch (InvalidDocumentException e) {
            return Answer.rejected(
                    operation.id(), Reason.MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    private void apply(Arrival arrival) throws Rejection, InvalidDocumentException {
        Operation operation = arrival.operation();
        if (account.erased) {
            throw Rejection.forGood(Reason.MEMBER_ERASED, "the member's data was erased");
        }
        requireLots(operation);
        switch (operation.kind()) {
            case SALE -> sale(operation, arrival.sale());
            case RETURN -> returned(operation, arrival.returned());
            case ENROL -> new EnrolBooking(account, corrections).book(operation);
            case GRANT -> grant(operation);
            case CANCEL -> cancel(ReservationBody.read(operation.body()).sale());
            case RIGHTS_RETURN -> giveBack(operation);
            case TRANSFER -> transfer(Transfer.read(operation.body()));
        }
    }

    private void requireLots(Operation operation) throws Rejection {
        for (Transfer transfer : operation.transfers()) {
            requireLot(transfer.lot());
        }
        operation.transfers().forEach(transfer -> lot(transfer.lot()).transfer(transfer));
    }

    private void sale(Operation operation, SaleBody body)
            throws Rejection, InvalidDocumentException {
        for (SaleBody.Spend spend : body.spends()) {
            requireLot(spend.lot());
        }
        new SaleBooking(account, sales, corrections).book(operation, body);
        applyWaiting(body.sale());
    }

    /** Returns that came before their sale. */
    private void applyWaiting(String sale) throws InvalidDocumentException {
        for (Operation operation : List.copyOf(account.waiting)) {
            ReturnBody body = ReturnBody.read(operation.body());
            if (body.sale().equals(sale)) {
                account.waiting.remove(operation);
                bookReturn(body);
            }
        }
    }

    private void returned(Operation operation, ReturnBody body) {
        Optional<SoldSale> sold = sales.find(body.sale());
        if (sold.isPresent()) {
            bookReturn(body);
        } else if (body.extract().filter(this::isForTheDead).isPresent()) {
            bookForTheDead(body);
        } else {
            account.waiting.add(operation);
        }
    }

    /** Its seller says nothing more, and what it was paid with is here. */
    private boolean isForTheDead(Extract receipt) {
        return now.dead().test(receipt.holder()) && account.hasLotsOf(receipt);
    }

    private void bookReturn(ReturnBody body) {
        SoldSale sale = sales.find(body.sale()).orElseThrow();
        new ReturnBooking(account, sale, now, corrections).book(body);
        sales.put(sale);
    }

    /**
     * The incarnation is dead: returns that wait for its sales wait no longer, their receipts book
     * them; but for those that were paid with lots which are still to come.
     */
    public void bookForTheDead(Holder holder) {
        bookForTheDead(receipt -> receipt.holder().equals(holder) && account.hasLotsOf(receipt));
        account.settle(now);
        account.check();
    }

    private void bookForTheDead(Predicate<Extract> which) {
        try {
            for (Operation operation : List.copyOf(account.waiting)) {
                ReturnBody body = ReturnBody.read(operation.body());
                if (body.extract().filter(which).isPresent()) {
                    account.waiting.remove(operation);
                    bookForTheDead(body);
                }
            }
        } catch (InvalidDocumentException e) {
            throw new IllegalStateException("a return that was taken cannot be read", e);
        }
    }

    private void bookForTheDead(ReturnBody body) {
        if (sales.find(body.sale()).isEmpty()) {
            new SaleBooking(account, sales, corrections).book(body.extract().orElseThrow());
        }
        bookReturn(body);
    }

    private void grant(Operation operation) throws InvalidDocumentException {
        GrantBody body = GrantBody.read(operation.body());
        new GrantBooking(account, corrections).book(body, now.time());
    }

    private void cancel(String sale) {
        if (sales.find(sale).isPresent()) {
            return;
        }
        account.cancelled.add(sale);
        account.lots.values().forEach(lot -> lot.free(sale));
    }

    private void giveBack(Operation operation) throws Rejection, InvalidDocumentException {
        RightsBody body = RightsBody.read(operation.body());
        for (LotPoints part : body.returned()) {
            requireLot(part.lot());
        }
        for (LotPoints part : body.returned()) {
            lot(part.lot()).giveBack(operation.holder(), part.points());
        }
    }

    private void transfer(Transfer transfer) throws Rejection {
        requireLot(transfer.lot());
        lot(transfer.lot()).transfer(transfer);
    }

    private void requireLot(String id) throws Rejection {
        if (!account.lots.containsKey(id)) {
            throw Rejection.later(Reason.UNKNOWN_LOT, "lot " + id + " has not arrived here");
        }
    }

    private Lot lot(String id) {
        Lot lot = account.lots.get(id);
        if (lot == null) {
            throw new IllegalStateException("lot " + id + " was looked for before");
        }
        return lot;
    }

    /** Reads an enrolment's body, for whoever must look up the phone first. */
    public static EnrolBody enrolment(Operation operation) throws InvalidDocumentException {
        return EnrolBody.read(operation.body());
    }
}
