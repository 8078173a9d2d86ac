package loyalty.terminal.checkout;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import loyalty.engine.member.Member;
import loyalty.engine.quote.ConsumedLot;
import loyalty.engine.quote.CreatedLot;
import loyalty.engine.quote.Quote;
import loyalty.protocol.sync.LotGrant;
import loyalty.protocol.sync.LotPoints;
import loyalty.protocol.sync.SaleBody;
import loyalty.terminal.sale.ReceiptNumber;
import loyalty.terminal.sale.SaleDraft;
import loyalty.terminal.sale.SaleFigures;
import loyalty.terminal.sale.SaleId;

/** Turns a quote into what the ledger writes. */
final class Drafts {
    private static final int OWN_NUMBER_LENGTH = 8;

    private final Quoted quoted;
    private final SaleId id;
    private final UUID operation;
    private final Issuing issuing;

    Drafts(Quoted quoted, SaleId id, UUID operation, Issuing issuing) {
        this.quoted = quoted;
        this.id = id;
        this.operation = operation;
        this.issuing = issuing;
    }

    /** What the quote takes from each lot. */
    static List<LotPoints> consumed(Quote quote) {
        return quote.consumed().stream().map(Drafts::lotPoints).toList();
    }

    private static LotPoints lotPoints(ConsumedLot lot) {
        return new LotPoints(lot.lot(), lot.points().units());
    }

    SaleDraft draft(List<SaleBody.Spend> spends) {
        return new SaleDraft(
                id,
                operation,
                quoted.customer().map(customer -> customer.known().id()),
                receipt(),
                body(spends),
                quoted.rules().pack().hash(),
                !quoted.online(),
                figures());
    }

    private ReceiptNumber receipt() {
        return new ReceiptNumber(
                quoted.request().context().store(),
                quoted.request().context().register(),
                businessDay(),
                number());
    }

    private LocalDate businessDay() {
        return LocalDate.ofInstant(quoted.request().context().at(), quoted.rules().pack().zone());
    }

    /** The till's number; a till that has none gets one made from the sale's id. */
    private String number() {
        String given = quoted.request().basket().receipt();
        String own = id.value().replace("-", "").toUpperCase(Locale.ROOT);
        return given.isBlank()
                ? own.substring(Math.max(0, own.length() - OWN_NUMBER_LENGTH))
                : given;
    }

    private SaleBody body(List<SaleBody.Spend> spends) {
        Quote quote = quoted.quote();
        Optional<Customer> customer = quoted.customer();
        return new SaleBody(
                id.value(),
                number(),
                quoted.request().context().store(),
                businessDay().toString(),
                Optional.of(quoted.request().context().cashier()).filter(c -> !c.isEmpty()),
                Shapes.unnamed(quoted),
                quoted.toNode(),
                Shapes.sold(id.value(), quoted),
                quoted.seen().map(member -> Shapes.member(member, quoted.rules().pack())),
                customer.map(c -> c.known().version()).orElse(0L),
                spends,
                quote.created().stream().map(this::grant).toList(),
                quote.prolonged().stream()
                        .map(p -> new SaleBody.Prolongation(p.lot(), p.expiresAt()))
                        .toList(),
                new SaleBody.Money(
                        quote.total().base().minor(),
                        quote.total().discount().minor(),
                        quote.total().redeemed().minor(),
                        quote.total().due().minor()),
                quote.limits().stream()
                        .map(l -> new SaleBody.LimitUse(l.promotion(), l.period(), l.uses()))
                        .toList(),
                quote.codesUsed(),
                issuing.codes(id.value(), quoted));
    }

    private LotGrant grant(CreatedLot lot) {
        boolean purchase = lot.source().equals("purchase");
        return new LotGrant(
                lot.idIn(id.value()),
                purchase ? "purchase" : "promotion",
                purchase ? Optional.empty() : Optional.of(lot.source()),
                lot.points().units(),
                lot.activeFrom(),
                lot.expiresAt(),
                Shapes.restriction(lot.only(), quoted.rules().pack()));
    }

    private SaleFigures figures() {
        Quote quote = quoted.quote();
        return new SaleFigures(
                quoted.request().context().cashier(),
                quote.total().due().minor(),
                quote.redeemed().units(),
                quote.points().earned().units(),
                missed());
    }

    /** What somebody who did not identify would have earned. */
    private long missed() {
        if (quoted.customer().isPresent()) {
            return 0;
        }
        Optional<Member> somebody = Optional.of(Member.newcomer("somebody"));
        return quoted.rules()
                .calculator()
                .quote(quoted.request(), somebody)
                .points()
                .earned()
                .units();
    }
}
