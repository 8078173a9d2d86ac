package loyalty.protocol.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loyalty.engine.Calculator;
import loyalty.engine.member.Member;
import loyalty.engine.pack.RulePack;
import loyalty.engine.quote.Quote;
import loyalty.engine.quote.QuoteRequest;
import loyalty.engine.returns.RefusedReturnException;
import loyalty.engine.returns.ReturnQuote;
import loyalty.engine.returns.ReturnRequest;
import loyalty.engine.returns.ReturnTerms;
import loyalty.engine.returns.Returned;
import loyalty.engine.returns.Returns;
import loyalty.engine.returns.SoldReceipt;

/**
 * One basket before a pack: its quote, and what returns of that sale would give back. Immutable.
 */
public final class Trial {
    private static final String SALE = "sale";

    private final RulePack pack;
    private final Calculator calculator;
    private final QuoteRequest request;
    private final Optional<Member> member;

    public Trial(RulePack pack, QuoteRequest request, Optional<Member> member) {
        this.pack = pack;
        this.calculator = new Calculator(pack);
        this.request = request;
        this.member = member;
    }

    public Quote quote() {
        return calculator.quote(request, member);
    }

    /** The sale, then its returns one after the other, each with what the one before left. */
    public List<ReturnQuote> returns(List<ReturnRequest> requests) throws RefusedReturnException {
        Quote sale = quote();
        SoldReceipt sold = SoldReceipt.of(SALE, sale).asAsked(request, member);
        Returns returns = new Returns(ReturnTerms.of(pack.settings()), calculator::cost);
        Optional<Member> known = member.map(m -> m.apply(sale.effects(SALE)));
        Returned before = Returned.NOTHING;
        List<ReturnQuote> quotes = new ArrayList<>();
        for (ReturnRequest asked : requests) {
            String id = "return-" + (quotes.size() + 1);
            ReturnQuote quote = returns.quote(id, sold, before, asked, known);
            known = known.map(m -> m.apply(quote.effects()));
            before = quote.after();
            quotes.add(quote);
        }
        return List.copyOf(quotes);
    }
}
