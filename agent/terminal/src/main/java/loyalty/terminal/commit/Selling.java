package loyalty.terminal.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loyalty.protocol.sync.LotPoints;
import loyalty.protocol.sync.OperationKind;
import loyalty.protocol.sync.ReservationBody;
import loyalty.protocol.sync.SaleBody;
import loyalty.terminal.clock.TrustedClock;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.sale.HoldState;
import loyalty.terminal.sale.KeptAnswer;
import loyalty.terminal.sale.Outcome;
import loyalty.terminal.sale.Refusal;
import loyalty.terminal.sale.Request;
import loyalty.terminal.sale.Sale;
import loyalty.terminal.sale.SaleDraft;
import loyalty.terminal.sale.SaleId;
import loyalty.terminal.sale.SaleState;

/**
 * The way of a sale from its opening to where it is confirmed, cancelled or left alone: what is set
 * aside for it and given back. Each step is one durable transaction. Thread: till.
 */
final class Selling {
    private final Book book;
    private final Sales sales;
    private final Answers answers;
    private final TrustedClock clock;
    private final OpenSales openSales;
    private final Homeward homeward;

    Selling(Book book, OpenSales openSales) {
        this.book = book;
        this.sales = book.sales();
        this.answers = book.answers();
        this.clock = book.clock();
        this.openSales = openSales;
        this.homeward = new Homeward(book.rights());
    }

    /** Splits what a quote consumes into this register's rights and the rest. */
    List<SaleBody.Spend> split(List<LotPoints> consumed, boolean restFromHold)
            throws StorageException {
        List<SaleBody.Spend> spends = new ArrayList<>();
        for (LotPoints lot : consumed) {
            long mine =
                    book.term().runs() && !book.register().fenced() ? book.remaining(lot.lot()) : 0;
            long right = Math.min(lot.points(), Math.max(0, mine));
            long hold = restFromHold ? lot.points() - right : 0;
            spends.add(new SaleBody.Spend(lot.lot(), lot.points(), right, hold));
        }
        return List.copyOf(spends);
    }

    /**
     * Opens a sale: sets its points aside and takes its receipt number. A sale that needs a hold is
     * written down as asking for it; only then may the processor be asked.
     */
    Outcome open(SaleDraft draft, Request request) throws StorageException {
        return book.change(
                () -> {
                    Optional<Outcome> earlier = earlier(request);
                    if (earlier.isPresent()) {
                        return earlier.get();
                    }
                    Optional<Outcome> refused = refusal(draft, Optional.empty());
                    if (refused.isPresent()) {
                        return refused.get();
                    }
                    Optional<String> taken =
                            sales.takeNumber("sale", draft.receipt(), draft.id().value());
                    if (taken.isPresent()) {
                        return Refusals.receiptTaken(draft.receipt(), taken.get());
                    }
                    HoldState hold = draft.needsHold() ? HoldState.ASKED : HoldState.NONE;
                    sales.insert(draft, hold, clock.instant());
                    openSales.opened(draft.id());
                    answers.keep(request, draft.id().value(), Optional.empty(), clock.instant());
                    book.note("sale.open", draft.id().value(), "");
                    return new Outcome.Done(existing(draft.id()));
                });
    }

    /** The processor holds the points of this sale. */
    Outcome held(SaleId id) throws StorageException {
        return book.change(
                () -> {
                    Optional<Sale> sale = sales.find(id);
                    if (sale.isEmpty()) {
                        return Refusals.unknown(id);
                    }
                    if (sale.get().undecided() && sale.get().hold() == HoldState.ASKED) {
                        sales.move(id, sale.get().state(), HoldState.HELD, clock.instant());
                    }
                    return new Outcome.Done(existing(id));
                });
    }

    /**
     * Goes on with another way to pay for an open sale, such as without the processor. A hold that
     * the new draft does not need is cancelled by an operation in the same transaction, so that no
     * crash can leave it behind.
     */
    Outcome replace(SaleDraft draft) throws StorageException {
        return book.change(
                () -> {
                    Optional<Sale> found = sales.find(draft.id());
                    if (found.isEmpty()) {
                        return Refusals.unknown(draft.id());
                    }
                    Sale sale = found.get();
                    if (sale.state() != SaleState.OPEN) {
                        return Refusals.decided(sale);
                    }
                    Optional<Outcome> refused = refusal(draft, Optional.of(sale));
                    if (refused.isPresent()) {
                        return refused.get();
                    }
                    HoldState hold = sale.hold();
                    if (!draft.needsHold()) {
                        hold = letGo(sale);
                    } else if (hold != HoldState.HELD && hold != HoldState.ASKED) {
                        return Outcome.Refused.because(
                                Refusal.WRONG_HOLD_STATE,
                                "the hold of sale " + draft.id() + " is " + hold);
                    }
                    if (draft.needsHold()) {
                        letGoOfCodes(sale, draft);
                    }
                    sales.replace(draft, hold);
                    goHome(sale);
                    book.note("sale.replace", draft.id().value(), "");
                    return new Outcome.Done(existing(draft.id()));
                });
    }

    /** From here on time does not cancel the sale; to be called before the fiscal receipt. */
    Outcome printing(SaleId id) throws StorageException {
        return book.change(
                () -> {
                    Optional<Sale> sale = sales.find(id);
                    if (sale.isEmpty()) {
                        return Refusals.unknown(id);
                    }
                    if (sale.get().state() == SaleState.OPEN) {
                        sales.move(id, SaleState.PRINTING, sale.get().hold(), clock.instant());
                        book.note("sale.printing", id.value(), "");
                    } else if (sale.get().state() == SaleState.CANCELLED) {
                        return Refusals.decided(sale.get());
                    }
                    return new Outcome.Done(existing(id));
                });
    }

    /** Gives everything back: points set aside, the receipt number, the processor's hold. */
    Outcome cancel(SaleId id, Request request, Optional<KeptAnswer> answer)
            throws StorageException {
        return book.change(
                () -> {
                    Optional<Outcome> earlier = earlier(request);
                    if (earlier.isPresent()) {
                        return earlier.get();
                    }
                    Optional<Sale> sale = sales.find(id);
                    if (sale.isEmpty()) {
                        return Refusals.unknown(id);
                    }
                    if (sale.get().state() == SaleState.CONFIRMED) {
                        return Refusals.decided(sale.get());
                    }
                    cancel(sale.get(), "asked");
                    answers.keep(request, id.value(), answer, clock.instant());
                    return new Outcome.Done(existing(id));
                });
    }

    private void cancel(Sale sale, String why) throws StorageException {
        if (sale.undecided()) {
            HoldState hold = letGo(sale);
            sales.move(sale.id(), SaleState.CANCELLED, hold, clock.instant());
            sales.freeNumber(sale.id().value());
            openSales.decided(sale.id());
            goHome(sale);
            book.note("sale.cancel", sale.id().value(), why);
        }
    }

    /** What was recalled while the sale held it. */
    private void goHome(Sale sale) throws StorageException {
        List<LotPoints> back = homeward.letGo(sale.draft().body().spends(), clock.instant());
        if (!back.isEmpty()) {
            String member = sale.draft().member().orElseThrow();
            book.append(Homeward.operation(member, back, book.ids()::next), Optional.empty());
        }
    }

    /** Writes the operation that frees the processor's hold, if one was asked for. */
    private HoldState letGo(Sale sale) throws StorageException {
        if (sale.hold() != HoldState.ASKED && sale.hold() != HoldState.HELD) {
            return sale.hold();
        }
        letGo(sale, sale.draft().member(), sale.draft().heldCodes());
        return HoldState.CANCELLED;
    }

    /** Codes that a sale had and needs no more; its points stay held, which have the member. */
    private void letGoOfCodes(Sale sale, SaleDraft next) throws StorageException {
        List<String> codes = new ArrayList<>(sale.draft().heldCodes());
        codes.removeAll(next.heldCodes());
        if (!codes.isEmpty()) {
            letGo(sale, Optional.empty(), codes);
        }
    }

    private void letGo(Sale sale, Optional<String> member, List<String> codes)
            throws StorageException {
        ReservationBody body = new ReservationBody(sale.id().value(), member.orElse(""), codes);
        book.append(
                OperationDraft.quiet(
                        book.ids().next(), OperationKind.CANCEL, member, body.toNode()),
                Optional.of(sale.id()));
    }

    /** Cancels open sales that were left alone for longer than the limit; how many. */
    int cancelAbandoned() throws StorageException {
        int cancelled = 0;
        for (SaleId id : openSales.leftAlone()) {
            if (cancelIfOpen(id)) {
                cancelled++;
            }
            openSales.decided(id);
        }
        return cancelled;
    }

    private boolean cancelIfOpen(SaleId id) throws StorageException {
        return book.change(
                () -> {
                    Optional<Sale> sale = sales.find(id);
                    boolean open = sale.isPresent() && sale.get().state() == SaleState.OPEN;
                    if (open) {
                        cancel(sale.get(), "left alone");
                    }
                    return open;
                });
    }

    private Optional<Outcome> earlier(Request request) throws StorageException {
        return Refusals.earlier(answers, sales, request);
    }

    private Optional<Outcome> refusal(SaleDraft draft, Optional<Sale> replaced)
            throws StorageException {
        if (draft.usesRights() && !book.mayRedeem()) {
            return Optional.of(
                    Outcome.Refused.because(
                            Refusal.TERM_OVER,
                            "the term of this register's rights is over or its clock is doubtful"));
        }
        for (SaleBody.Spend spend : draft.body().spends()) {
            long left = book.remaining(spend.lot()) + setAside(replaced, spend.lot());
            if (spend.right() > left) {
                return Optional.of(
                        Outcome.Refused.because(
                                Refusal.RIGHTS_MISSING,
                                "lot "
                                        + spend.lot()
                                        + ": "
                                        + spend.right()
                                        + " wanted, "
                                        + left
                                        + " left here"));
            }
        }
        return Optional.empty();
    }

    private static long setAside(Optional<Sale> sale, String lot) {
        return sale.stream()
                .flatMap(s -> s.draft().body().spends().stream())
                .filter(spend -> spend.lot().equals(lot))
                .mapToLong(SaleBody.Spend::right)
                .sum();
    }

    private Sale existing(SaleId id) throws StorageException {
        return sales.find(id).orElseThrow();
    }
}
