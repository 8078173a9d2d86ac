package loyalty.terminal.print;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.member.Member;
import loyalty.engine.money.Money;
import loyalty.engine.money.Points;
import loyalty.engine.pack.RulePack;
import loyalty.engine.quote.Quote;
import loyalty.engine.quote.QuoteRequest;
import loyalty.protocol.sync.SaleBody;

/** What somebody without a card missed: the same basket as a newcomer's. */
final class Guest {
    private final Letterhead head;
    private final SaleBody sale;

    Guest(Letterhead head, SaleBody sale) {
        this.head = head;
        this.sale = sale;
    }

    void addTo(Map<String, Object> values) {
        RulePack pack = head.pack();
        Optional<QuoteRequest> request = QuoteRequest.read(sale.request(), pack).value();
        if (request.isEmpty()) {
            return; // an older pack's shape: the receipt does without
        }
        Optional<Member> somebody = Optional.of(Member.newcomer("somebody"));
        Quote asMember = head.calculator().quote(request.get(), somebody);
        Points earned = asMember.points().earned();
        Paths.put(values, "wouldEarn", Optional.of(pack.points().text(earned)));
        BigDecimal less = paid().subtract(new BigDecimal(text(asMember.total().due())));
        if (less.signum() > 0) {
            values.put("wouldSave", less.toPlainString());
        }
    }

    private BigDecimal paid() {
        return Paths.text(sale.quote(), "total", "due")
                .map(BigDecimal::new)
                .orElse(BigDecimal.ZERO);
    }

    private String text(Money amount) {
        return head.pack().currency().text(amount);
    }
}
