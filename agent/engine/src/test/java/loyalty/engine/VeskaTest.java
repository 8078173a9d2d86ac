package loyalty.engine;

import static org.assertj.core.api.Assertions.assertThat;

import loyalty.engine.member.Member;
import loyalty.engine.pack.RulePack;
import loyalty.engine.quote.Quote;
import org.junit.jupiter.api.Test;

class VeskaTest {
    private final RulePack pack = Yaml.programme("veska");

    private static final String BASKET =
            """
            {"basket": {"lines": [
               {"id": "1", "sku": "c", "categories": ["drinks/coffee"], "quantity": "1", "price": "5.00"},
               {"id": "2", "sku": "e", "categories": ["pastry/cake"], "quantity": "2", "price": "4.00"}]},
             "redeem": "%s",
             "context": {"at": "2026-11-25T12:30:00+03:00", "store": "minsk-1", "mode": "online"}}
            """;

    @Test
    void newcomerEarnsFivePercentOfWhatIsPaid() {
        // 5.00 + 4.00 + 4.00 − 30 % of one cake (1.20) = 11.80; 5 % of it is 0.59 BYN, 59 points
        Quote quote = Yaml.quote(pack, "{id: m-1}", BASKET.formatted("0"));
        assertThat(
                        Yaml.differences(
                                Yaml.read(
                                        """
                                        {total: {base: "13.00", discount: "1.20", due: "11.80"},
                                         points: {earned: "59", available: "0", balanceAfter: "59"},
                                         tier: {current: Standart, after: Standart, next: Gold, have: "11.80", missing: "988.20"},
                                         lots: {created: [{points: "59", activeFrom: "2026-11-26T12:30:00+03:00", expiresAt: "2027-05-26T12:30:00+03:00"}]}}
                                        """),
                                quote.toNode(),
                                ""))
                .isEmpty();
    }

    @Test
    void goldEarnsTenPercentAndPaysUpToSeventy() {
        // 11.80 × 70 % = 8.26, so 826 of 2000 points pay; 3.54 is left and earns 35 points
        String member =
                """
                {id: m-1, counters: {purchases: [{at: "2026-10-01T10:00:00+03:00", amount: "1000.00"}]},
                 lots: [{id: l-1, points: "2000"}]}
                """;
        Quote quote = Yaml.quote(pack, member, BASKET.formatted("max"));
        assertThat(
                        Yaml.differences(
                                Yaml.read(
                                        """
                                        {total: {redeemed: "8.26", due: "3.54"},
                                         points: {earned: "35", redeemed: "826", ceiling: "826", ceilingLimitedBy: CAP},
                                         tier: {current: Gold}}
                                        """),
                                quote.toNode(),
                                ""))
                .isEmpty();
    }

    @Test
    void theSaleLeavesTheMemberWithWhatTheQuoteSaid() {
        Member before = Yaml.member(pack, "{id: m-1, lots: [{id: l-1, points: \"500\"}]}");
        Quote quote =
                Yaml.quote(
                        pack,
                        "{id: m-1, lots: [{id: l-1, points: \"500\"}]}",
                        BASKET.formatted("300"));
        Member after = before.apply(quote.effects("s-1"));
        assertThat(after.balance(quote.context().at())).isEqualTo(quote.points().balanceAfter());
        assertThat(after.counters().lifetimePurchases()).isEqualTo(1);
        assertThat(Yaml.orThrowMember(after.toNode(pack), pack)).isEqualTo(after);
    }
}
