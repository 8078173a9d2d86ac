package loyalty.processor.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import loyalty.processor.member.Account;
import loyalty.processor.member.Circumstances;
import loyalty.processor.member.Reservations;
import loyalty.processor.member.Rights;
import loyalty.processor.store.Home;
import loyalty.processor.store.StoreException;
import loyalty.processor.store.Transaction;
import loyalty.protocol.sync.Contact;
import loyalty.protocol.sync.LotPoints;
import loyalty.protocol.sync.MemberView;
import loyalty.protocol.sync.ReservationAnswer;
import loyalty.protocol.sync.ReservationAnswer.State;
import loyalty.protocol.sync.ReservationBody;
import loyalty.protocol.sync.ReservationRequest;
import loyalty.protocol.sync.RightsAnswer;
import loyalty.protocol.sync.RightsAnswer.Refusal;
import loyalty.protocol.sync.RightsRequest;
import loyalty.protocol.sync.TotalsReport;

/** Leases spending rights, and holds points and single-use codes for sales under way. */
public final class RightsDesk {
    private final Office office;
    private final Programme programme;
    private final Registers registers;
    private final CodeHolds codes;
    private final Estates estates;

    RightsDesk(Office office, Programme programme, Registers registers, Estates estates) {
        this.office = office;
        this.programme = programme;
        this.registers = registers;
        this.codes = new CodeHolds(office);
        this.estates = estates;
    }

    /** What runs on an account in its transaction; the account is stored afterwards. */
    @FunctionalInterface
    private interface Change<T> {
        T on(Account account, Transaction transaction);
    }

    /** Renews the term and leases what is asked for, member by member. */
    public RightsAnswer lease(Caller caller, RightsRequest request) throws StoreException {
        Circumstances now = programme.circumstances(registers);
        List<MemberView> views = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        for (RightsRequest.Want want : request.wants()) {
            if (!caller.live()) {
                refusals.add(
                        new Refusal(
                                want.member(), want.lot().orElse(""), caller.standing().name()));
                continue;
            }
            Optional<List<Refusal>> refused =
                    changed(
                            want.member(),
                            views,
                            caller,
                            (account, transaction) ->
                                    account.redirect().isPresent()
                                            ? List.of(
                                                    new Refusal(
                                                            want.member(),
                                                            want.lot().orElse(""),
                                                            "MERGED"))
                                            : new Rights(account, now)
                                                    .lease(caller.holder(), caller.store(), want));
            refusals.addAll(
                    refused.orElseGet(
                            () ->
                                    List.of(
                                            new Refusal(
                                                    want.member(),
                                                    want.lot().orElse(""),
                                                    "UNKNOWN_MEMBER"))));
        }
        return new RightsAnswer(views, refusals, registers.contact(caller));
    }

    /** Holds points and codes for a sale. */
    public ReservationAnswer reserve(Caller caller, ReservationRequest request)
            throws StoreException {
        if (!caller.live()) {
            return refused(request.sale(), caller.standing().name(), caller);
        }
        Circumstances now = programme.circumstances(registers);
        if (!request.lots().isEmpty() || request.codes().isEmpty()) {
            ReservationAnswer points = points(caller, request, now);
            boolean over =
                    points.state() == State.CANCELLED
                            || points.limitedBy().equals(Reservations.WAITING);
            return over ? points : codes(caller, request, points, now);
        }
        if (!now.redemption()) {
            return refused(request.sale(), Reservations.WAITING, caller);
        }
        return codes(caller, request, refused(request.sale(), "", caller), now);
    }

    private ReservationAnswer points(Caller caller, ReservationRequest request, Circumstances now)
            throws StoreException {
        List<MemberView> views = new ArrayList<>();
        Optional<Reservations.Standing> standing =
                changed(
                        request.member(),
                        views,
                        caller,
                        (account, transaction) ->
                                account.redirect().isPresent()
                                        ? new Reservations.Standing(
                                                State.REFUSED, List.of(), "MERGED")
                                        : reservations(account, transaction, now)
                                                .reserve(request, caller.holder()));
        return answer(request.sale(), standing, views, caller);
    }

    /** Each code is a transaction of its own, after the member's. */
    private ReservationAnswer codes(
            Caller caller, ReservationRequest request, ReservationAnswer answer, Circumstances now)
            throws StoreException {
        Optional<Instant> until =
                request.escrow()
                        ? Optional.empty()
                        : Optional.of(now.time().plus(now.reservationLimit()));
        Claim.Held wanted = new Claim.Held(request.sale(), caller.holder(), until);
        List<String> held = new ArrayList<>();
        List<String> taken = new ArrayList<>();
        for (String code : request.codes()) {
            (codes.hold(code, wanted, now) ? held : taken).add(code);
        }
        return answer.withCodes(held, taken);
    }

    /** Pins a hold: it is never freed by time any more. */
    public ReservationAnswer confirm(Caller caller, ReservationBody body) throws StoreException {
        for (String code : body.codes()) {
            codes.pin(code, body.sale());
        }
        return changed(caller, body, reservations -> reservations.confirm(body.sale()));
    }

    /** Frees a hold and leaves a tombstone, also where none was. */
    public ReservationAnswer cancel(Caller caller, ReservationBody body) throws StoreException {
        for (String code : body.codes()) {
            codes.cancel(code, body.sale());
        }
        return changed(caller, body, reservations -> reservations.cancel(body.sale()));
    }

    private ReservationAnswer changed(
            Caller caller, ReservationBody body, Function<Reservations, Reservations.Standing> how)
            throws StoreException {
        if (body.member().isEmpty()) {
            return refused(body.sale(), "", caller);
        }
        Circumstances now = programme.circumstances(registers);
        List<MemberView> views = new ArrayList<>();
        return answer(
                body.sale(),
                changed(
                        body.member(),
                        views,
                        caller,
                        (account, tx) -> how.apply(reservations(account, tx, now))),
                views,
                caller);
    }

    /** After a restore: what the register holds is known again, at whoever has the lot by now. */
    public Contact totals(Caller caller, TotalsReport report) throws StoreException {
        Circumstances now = programme.circumstances(registers);
        for (TotalsReport.Totals totals : report.rights()) {
            if (!learnt(caller, totals, totals.member(), now)) {
                learnt(caller, totals, estates.heir(totals.member(), now), now);
            }
        }
        if (report.last()) {
            registers.totalsKnown(caller.holder());
        }
        return registers.contact(caller);
    }

    /**
     * False if this member was merged: whoever has the lot by now is to learn it. A member that was
     * forgotten begins with what is told.
     */
    private boolean learnt(
            Caller caller, TotalsReport.Totals totals, String member, Circumstances now)
            throws StoreException {
        return office.store()
                .transact(
                        Home.member(member),
                        transaction -> {
                            Account account =
                                    office.account(transaction)
                                            .orElseGet(() -> new Account(member));
                            if (account.redirect().isPresent()) {
                                return false;
                            }
                            return saved(
                                    account,
                                    transaction,
                                    (known, tx) -> {
                                        new Rights(known, now).learn(caller.holder(), totals);
                                        return true;
                                    });
                        });
    }

    /** Stored only if something changed. */
    private <T> T saved(Account account, Transaction transaction, Change<T> change)
            throws StoreException {
        String before = office.text().fingerprint(account);
        T result = change.on(account, transaction);
        if (!before.equals(office.text().fingerprint(account))) {
            office.save(transaction, account);
        }
        return result;
    }

    private static Reservations reservations(
            Account account, Transaction transaction, Circumstances now) {
        return new Reservations(account, new StoredSales(transaction, account), now);
    }

    /** Empty if there is no such member. */
    private <T> Optional<T> changed(
            String member, List<MemberView> views, Caller caller, Change<T> change)
            throws StoreException {
        return office.store()
                .transact(
                        Home.member(member),
                        transaction -> {
                            Optional<Account> account = office.account(transaction);
                            if (account.isEmpty()) {
                                return Optional.empty();
                            }
                            T result = saved(account.get(), transaction, change);
                            MemberView view =
                                    programme
                                            .views()
                                            .view(account.get(), caller.holder(), office.now());
                            // a transaction that ran again tells only its last state
                            views.removeIf(earlier -> earlier.id().equals(view.id()));
                            views.add(view);
                            return Optional.of(result);
                        });
    }

    private ReservationAnswer answer(
            String sale,
            Optional<Reservations.Standing> standing,
            List<MemberView> views,
            Caller caller)
            throws StoreException {
        if (standing.isEmpty()) {
            return refused(sale, "UNKNOWN_MEMBER", caller);
        }
        List<LotPoints> held = standing.get().held();
        return new ReservationAnswer(
                sale,
                standing.get().state(),
                held,
                standing.get().limitedBy(),
                views.stream().findFirst(),
                registers.contact(caller));
    }

    private ReservationAnswer refused(String sale, String why, Caller caller)
            throws StoreException {
        return new ReservationAnswer(
                sale, State.REFUSED, List.of(), why, Optional.empty(), registers.contact(caller));
    }
}
