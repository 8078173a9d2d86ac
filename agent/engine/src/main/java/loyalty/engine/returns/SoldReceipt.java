package loyalty.engine.returns;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import loyalty.engine.document.Node;
import loyalty.engine.document.Reading;
import loyalty.engine.form.Measured;
import loyalty.engine.member.Effects.LimitChange;
import loyalty.engine.member.Member;
import loyalty.engine.quote.ConsumedLot;
import loyalty.engine.quote.CreatedLot;
import loyalty.engine.quote.Quote;
import loyalty.engine.quote.QuoteRequest;

/**
 * A sale as it was confirmed: all that a return of it needs. Immutable.
 *
 * @param sale its id
 * @param at when it was made
 * @param memberId empty for an anonymous sale
 * @param consumed lots that paid, in their order
 * @param created lots it made
 * @param limits uses of promotions it counted
 * @param codesUsed codes it used up
 * @param request what was asked then; only needed where a return may reprice the rest
 * @param member the snapshot it was calculated with; needed together with {@code request}
 */
public record SoldReceipt(
        String sale,
        Instant at,
        String memberId,
        List<SoldLine> lines,
        List<ConsumedLot> consumed,
        List<CreatedLot> created,
        List<LimitChange> limits,
        List<String> codesUsed,
        Optional<QuoteRequest> request,
        Optional<Member> member) {
    public SoldReceipt {
        lines = List.copyOf(lines);
        consumed = List.copyOf(consumed);
        created = List.copyOf(created);
        limits = List.copyOf(limits);
        codesUsed = List.copyOf(codesUsed);
    }

    /** The sale of {@code quote}, confirmed under the id {@code sale}. */
    public static SoldReceipt of(String sale, Quote quote) {
        return new SoldReceipt(
                sale,
                quote.context().at(),
                quote.memberId(),
                quote.lines().stream().map(SoldLine::of).toList(),
                quote.consumed(),
                quote.created(),
                quote.limits(),
                quote.codesUsed(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same with what is needed to price what stays with the customer. */
    public SoldReceipt asAsked(QuoteRequest asked, Optional<Member> snapshot) {
        return new SoldReceipt(
                sale,
                at,
                memberId,
                lines,
                consumed,
                created,
                limits,
                codesUsed,
                Optional.of(asked),
                snapshot);
    }

    /** Reads the extract; amounts are in the units of {@code pack}. */
    public static Reading<SoldReceipt> read(Node document, Measured pack) {
        return SaleDocument.read(document, pack.units());
    }

    public Node toNode(Measured pack) {
        return new SaleDocument(pack.units()).write(this);
    }

    Optional<SoldLine> line(String id) {
        return lines.stream().filter(line -> line.id().equals(id)).findFirst();
    }
}
