package loyalty.engine.returns;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.basket.Basket;
import loyalty.engine.basket.Line;
import loyalty.engine.money.Money;
import loyalty.engine.money.Quantity;
import loyalty.engine.quote.QuoteRequest;
import loyalty.engine.quote.RedeemWish;
import loyalty.engine.spread.Proportion;

/** What stays with the customer, asked again as it was asked then. */
final class RestBasket {
    private RestBasket() {}

    static QuoteRequest of(QuoteRequest asked, Map<String, Quantity> returned) {
        List<Line> lines = new ArrayList<>();
        for (Line line : asked.basket().lines()) {
            Quantity left = line.quantity().minus(returned.getOrDefault(line.id(), Quantity.ZERO));
            if (left.compareTo(Quantity.ZERO) > 0) {
                lines.add(part(line, left));
            }
        }
        return new QuoteRequest(
                asked.member(),
                new Basket(asked.basket().receipt(), lines),
                asked.codes(),
                RedeemWish.NOTHING,
                Optional.empty(),
                asked.context(),
                asked.codesTaken());
    }

    private static Line part(Line line, Quantity left) {
        return new Line(
                line.id(),
                line.sku(),
                line.name(),
                line.categories(),
                line.brand(),
                line.attributes(),
                left,
                line.price(),
                share(line.amount(), line, left),
                share(line.tillDiscount(), line, left),
                line.minPrice(),
                line.weighed(),
                line.discountable(),
                line.earns(),
                line.redeemable());
    }

    /** The part of a line's money that belongs to what is left of it, rounded half-up. */
    private static Money share(Money whole, Line line, Quantity left) {
        return Money.of(
                Proportion.halfUp(whole.minor(), left.millionths(), line.quantity().millionths()));
    }
}
