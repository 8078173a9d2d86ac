package loyalty.engine;

import static org.assertj.core.api.Assertions.assertThat;

import loyalty.engine.pack.RulePack;
import loyalty.engine.quote.Quote;
import org.junit.jupiter.api.Test;

/** The published example of the local API, every number of it. */
class WorkedExampleTest {
    private static final String PACK =
            """
            programme: example
            currency: RUB
            zone: Europe/Moscow
            points: {scale: 0, value: "1.00"}
            tiers: {by: given, levels: [{name: Base, from: "0", earn: 5%}]}
            earn: {on: paid, lot: {active: PT24H, expires: P6M}}
            redeem: {cap: 30%}
            groups: {discounts: {mode: best}}
            promotions:
              - id: coffee-cake
                group: discounts
                reward: {combo: {trigger: {categories: [drinks/coffee]}, target: {categories: [pastry]}, percent: 30%}}
              - id: seeds-code
                when: {code: SEEDS}
                reward: {percentOff: {percent: 15%}}
              - id: thousand
                when: {basket: {minAmount: "1000"}}
                reward: {percentOff: {percent: 5%}}
              - id: cake-day
                group: discounts
                reward: {percentOff: {percent: 10%, on: {categories: [pastry/cake]}}}
            """;

    private static final String MEMBER =
            """
            {"id": "m-1", "tier": "Base",
             "lots": [{"id": "l-1", "points": "60", "expiresAt": "2027-05-01T00:00:00+03:00"}]}
            """;

    private static final String REQUEST =
            """
            {"member": {"code": "2900000012343"},
             "basket": {"receipt": "A-1042", "lines": [
               {"id": "1", "sku": "4601234567893", "name": "Coffee", "categories": ["drinks/coffee"], "quantity": "1", "price": "180.00"},
               {"id": "2", "sku": "2000000000015", "name": "Eclair", "categories": ["pastry/cake"], "quantity": "2", "price": "120.00"}]},
             "codes": [], "redeem": "max",
             "context": {"at": "2026-11-25T12:30:00+03:00", "store": "msk-1", "region": "moscow", "register": "msk-1-02", "cashier": "17", "channel": "offline"}}
            """;

    private static final String ANSWER =
            """
            {"total": {"base": "420.00", "discount": "36.00", "redeemed": "60.00", "due": "324.00"},
             "points": {"earned": "16", "redeemed": "60", "ceiling": "60", "ceilingLimitedBy": "AVAILABLE", "available": "60", "balanceAfter": "16"},
             "lines": [
               {"id": "1", "amount": "180.00", "units": [{"count": "1", "price": "180.00"}], "redeemed": "28.13", "earned": "7", "applied": []},
               {"id": "2", "amount": "204.00", "units": [{"count": "1", "price": "84.00"}, {"count": "1", "price": "120.00"}], "redeemed": "31.87", "earned": "9",
                "applied": [{"promotion": "coffee-cake", "discount": "36.00"}]}],
             "lots": {"consumed": [{"lot": "l-1", "points": "60", "expiresAt": "2027-05-01T00:00:00+03:00"}],
                      "created": [{"source": "purchase", "points": "16", "activeFrom": "2026-11-26T12:30:00+03:00", "expiresAt": "2027-05-26T12:30:00+03:00"}]},
             "promotions": [{"id": "coffee-cake", "applied": true, "discount": "36.00"},
                            {"id": "seeds-code", "applied": false, "reason": "CODE_REQUIRED"},
                            {"id": "thousand", "applied": false, "reason": "BASKET_BELOW_MINIMUM", "needed": "1000.00", "have": "420.00", "missing": "580.00"},
                            {"id": "cake-day", "applied": false, "reason": "LOST_ARBITRATION", "to": "coffee-cake", "by": "12.00"}],
             "mode": "offline"}
            """;

    @Test
    void theQuoteIsTheOneOfTheExampleToTheKopeck() {
        RulePack pack = Yaml.pack(PACK);
        Quote quote = Yaml.quote(pack, MEMBER, REQUEST);
        assertThat(Yaml.differences(Yaml.read(ANSWER), quote.toNode(), "")).isEmpty();
        assertThat(quote.pack()).startsWith("sha256:").hasSize(71);
    }

    @Test
    void theSameInputGivesTheSameOutput() {
        RulePack pack = Yaml.pack(PACK);
        assertThat(Yaml.quote(pack, MEMBER, REQUEST).toNode())
                .isEqualTo(Yaml.quote(Yaml.pack(PACK), MEMBER, REQUEST).toNode());
    }
}
