package loyalty.terminal.commit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loyalty.protocol.sync.OperationKind;
import loyalty.protocol.sync.SaleBody;
import loyalty.terminal.clock.TrustedClock;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.sale.HoldState;
import loyalty.terminal.sale.KeptAnswer;
import loyalty.terminal.sale.Outcome;
import loyalty.terminal.sale.OwedPaper;
import loyalty.terminal.sale.Request;
import loyalty.terminal.sale.Sale;
import loyalty.terminal.sale.SaleDraft;
import loyalty.terminal.sale.SaleId;
import loyalty.terminal.sale.SaleState;

/** The last step of a sale: for good, whatever was before. Thread: till. */
final class Confirming {
    private final Book book;
    private final Sales sales;
    private final Rights rights;
    private final Answers answers;
    private final TrustedClock clock;
    private final OpenSales openSales;
    private final PaperDebts paper;

    Confirming(Book book, OpenSales openSales, PaperDebts paper) {
        this.book = book;
        this.sales = book.sales();
        this.rights = book.rights();
        this.answers = book.answers();
        this.clock = book.clock();
        this.openSales = openSales;
        this.paper = paper;
    }

    /**
     * Writes the sale for good, with its rights spent and its operation in the outbox. Confirming
     * twice is confirming once. A cancelled sale is confirmed too, because paper is a fact: from
     * rights that are left, the rest covered by the programme.
     */
    Outcome confirm(SaleId id, Request request, Optional<KeptAnswer> answer, boolean owesPaper)
            throws StorageException {
        return book.change(
                () -> {
                    Optional<Outcome> earlier = Refusals.earlier(answers, sales, request);
                    if (earlier.isPresent()) {
                        return earlier.get();
                    }
                    Optional<Sale> sale = sales.find(id);
                    if (sale.isEmpty()) {
                        return Refusals.unknown(id);
                    }
                    Sale confirmed =
                            sale.get().state() == SaleState.CONFIRMED
                                    ? sale.get()
                                    : confirm(sale.get());
                    if (owesPaper) {
                        paper.owe(OwedPaper.of(id), clock.instant());
                    }
                    answers.keep(request, id.value(), answer, clock.instant());
                    return new Outcome.Done(confirmed);
                });
    }

    private Sale confirm(Sale sale) throws StorageException {
        boolean late = sale.state() == SaleState.CANCELLED;
        SaleDraft draft = late ? fromWhatIsLeft(sale) : fromRightsThatAreThere(sale.draft());
        Instant now = clock.instant();
        if (late) {
            sales.takeNumber("sale", draft.receipt(), draft.id().value());
            sales.replace(draft, HoldState.CANCELLED);
            sales.markLate(draft.id());
        } else if (!draft.body().spends().equals(sale.draft().body().spends())) {
            sales.replace(draft, sale.hold());
        }
        for (SaleBody.Spend spend : draft.body().spends()) {
            if (spend.right() > 0) {
                rights.spend(spend.lot(), spend.right(), now);
            }
        }
        sales.move(draft.id(), SaleState.CONFIRMED, used(sale.hold()), now);
        countOffline(draft);
        book.append(saleOperation(draft), Optional.of(draft.id()));
        openSales.decided(draft.id());
        return new Sale(
                draft,
                SaleState.CONFIRMED,
                used(sale.hold()),
                sale.openedAt(),
                late || sale.late());
    }

    private static HoldState used(HoldState hold) {
        return hold == HoldState.ASKED || hold == HoldState.HELD ? HoldState.CONSUMED : hold;
    }

    /**
     * The rights that a sale keeps for itself are there, unless a damaged page took them; the
     * processor finds the points elsewhere then.
     */
    private SaleDraft fromRightsThatAreThere(SaleDraft draft) throws StorageException {
        List<SaleBody.Spend> spends = new ArrayList<>();
        for (SaleBody.Spend spend : draft.body().spends()) {
            long there =
                    rights.of(spend.lot())
                            .map(right -> Math.addExact(right.remaining(), spend.right()))
                            .orElse(0L);
            long right = Math.min(spend.right(), Math.max(0, there));
            spends.add(new SaleBody.Spend(spend.lot(), spend.points(), right, spend.hold()));
        }
        if (spends.equals(draft.body().spends())) {
            return draft;
        }
        return draft.withBody(Bodies.withSpends(draft.body(), spends));
    }

    private SaleDraft fromWhatIsLeft(Sale sale) throws StorageException {
        List<SaleBody.Spend> spends = new ArrayList<>();
        for (SaleBody.Spend spend : sale.draft().body().spends()) {
            long right = Math.min(spend.right(), Math.max(0, book.remaining(spend.lot())));
            spends.add(new SaleBody.Spend(spend.lot(), spend.points(), right, 0));
        }
        return sale.draft().withBody(Bodies.withSpends(sale.draft().body(), spends));
    }

    private static OperationDraft saleOperation(SaleDraft draft) {
        return new OperationDraft(
                draft.operation(),
                OperationKind.SALE,
                draft.member(),
                draft.body().toNode(),
                draft.pack(),
                draft.figures().redeemed() + draft.figures().earned(),
                draft.figures().due(),
                Optional.empty());
    }

    private void countOffline(SaleDraft draft) throws StorageException {
        if (!draft.offline() || draft.body().spends().isEmpty()) {
            return;
        }
        book.settings()
                .putNumber(
                        "offline.redemptions", book.settings().number("offline.redemptions") + 1);
        if (draft.onTrust() > 0) {
            book.database()
                    .run(
                            "insert into trust (member, points) values (?, ?)"
                                    + " on conflict (member) do update set points = points + excluded.points",
                            draft.member().orElse(""),
                            draft.onTrust());
        }
    }
}
