package loyalty.engine.returns;

import java.util.Optional;
import loyalty.engine.member.Member;
import loyalty.engine.money.Money;
import loyalty.engine.quote.QuoteRequest;

/** What a basket costs after discounts, before any redemption. */
@FunctionalInterface
public interface Pricing {
    Money cost(QuoteRequest basket, Optional<Member> member);
}
