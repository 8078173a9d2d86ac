package loyalty.terminal.checkout;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.programme.Offline;
import loyalty.protocol.sync.LotPoints;
import loyalty.protocol.sync.ReservationAnswer;
import loyalty.protocol.sync.ReservationRequest;
import loyalty.terminal.commit.Till;
import loyalty.terminal.sale.Outcome;
import loyalty.terminal.sale.Refusal;
import loyalty.terminal.sale.Request;
import loyalty.terminal.sale.Sale;
import loyalty.terminal.sale.SaleDraft;
import loyalty.terminal.sale.SaleId;
import loyalty.terminal.sync.Sync;

/**
 * Step 4, the first half: sets points aside for a sale. Own rights first; the rest, and single-use
 * codes, are held by the processor if it answers within the budget, else the sale goes on with what
 * this register has.
 */
final class Sales {
    private final Till till;
    private final Quotes quotes;
    private final Optional<Sync> sync;
    private final Issuing issuing;
    private final Shop shop;

    Sales(Till till, Quotes quotes, Optional<Sync> sync, Issuing issuing, Shop shop) {
        this.till = till;
        this.quotes = quotes;
        this.sync = sync;
        this.issuing = issuing;
        this.shop = shop;
    }

    /** Opens a sale for a quote; {@code Done} with the points set aside, or why not. */
    Outcome open(Quoted first, Request request)
            throws NotPossible, IOException, InvalidDocumentException {
        if (first.request().basket().lines().isEmpty()) {
            throw new NotPossible(
                    NotPossible.Kind.INVALID,
                    "empty-basket",
                    "The basket has no lines, so there is nothing to sell.",
                    "Add a line with an amount.");
        }
        SaleId id = new SaleId(fresh().toString());
        UUID operation = fresh();
        Quoted quoted = first;
        Outcome outcome =
                write(new Drafts(quoted, id, operation, issuing), quoted, Optional.of(request));
        if (lostRights(outcome)) {
            // Another sale took the rights since the quote, or their term ended: count again.
            quoted = quotes.again(quoted, quoted.online());
            outcome =
                    write(new Drafts(quoted, id, operation, issuing), quoted, Optional.of(request));
        }
        if (outcome instanceof Outcome.Done done && done.sale().draft().needsHold()) {
            return hold(quoted, done.sale().draft());
        }
        return outcome;
    }

    private UUID fresh() throws NotPossible, IOException {
        return Waiting.till(till, () -> till.ledger().nextId());
    }

    private Outcome write(Drafts drafts, Quoted quoted, Optional<Request> request)
            throws NotPossible, IOException {
        return Waiting.till(
                till,
                () -> {
                    List<LotPoints> consumed = Drafts.consumed(quoted.quote());
                    SaleDraft draft = drafts.draft(till.ledger().split(consumed, quoted.online()));
                    return request.isPresent()
                            ? till.ledger().open(draft, request.get())
                            : till.ledger().replace(draft);
                });
    }

    private static boolean lostRights(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused
                && (refused.reason() == Refusal.RIGHTS_MISSING
                        || refused.reason() == Refusal.TERM_OVER);
    }

    /** Asks the processor, which is told to let go of whatever the sale then does not need. */
    private Outcome hold(Quoted quoted, SaleDraft draft)
            throws NotPossible, IOException, InvalidDocumentException {
        Optional<ReservationAnswer> answer = reserve(quoted, draft);
        if (answer.filter(a -> holds(draft, a)).isPresent()) {
            Optional<Sale> sale = Waiting.till(till, () -> till.ledger().sale(draft.id()));
            return new Outcome.Done(sale.orElseThrow());
        }
        Optional<Held> part = answer.map(a -> held(draft, a)).filter(Held::anything);
        Quoted rest = quoted.withTaken(part.map(Held::codesLost).orElse(List.of()));
        if (part.isPresent()) {
            Outcome outcome = replace(quotes.within(rest, part.get().room()), draft);
            boolean enough =
                    !(outcome instanceof Outcome.Done done)
                            || holds(done.sale().draft(), answer.orElseThrow());
            if (enough) {
                return outcome;
            }
        }
        return replace(quotes.again(rest, false), draft);
    }

    private static boolean holds(SaleDraft draft, ReservationAnswer answer) {
        return !draft.needsHold() || held(draft, answer).everything();
    }

    private static Held held(SaleDraft draft, ReservationAnswer answer) {
        return new Held(draft.body().spends(), draft.heldCodes(), answer);
    }

    private Outcome replace(Quoted quoted, SaleDraft draft) throws NotPossible, IOException {
        return write(
                new Drafts(quoted, draft.id(), draft.operation(), issuing),
                quoted,
                Optional.empty());
    }

    private Optional<ReservationAnswer> reserve(Quoted quoted, SaleDraft draft) {
        List<LotPoints> lots =
                draft.body().spends().stream()
                        .filter(spend -> spend.hold() > 0)
                        .map(spend -> new LotPoints(spend.lot(), spend.hold()))
                        .toList();
        Offline.Policy policy = quoted.rules().pack().settings().offline().policy();
        ReservationRequest request =
                new ReservationRequest(
                        draft.id().value(),
                        draft.member().orElse(""),
                        lots,
                        policy == Offline.Policy.ESCROW,
                        draft.heldCodes());
        try {
            return Optional.of(Waiting.of(sync.orElseThrow().reserve(request), shop.budget()));
        } catch (NotPossible | IOException e) {
            return Optional.empty(); // no answer in time: the sale goes on without it
        }
    }
}
