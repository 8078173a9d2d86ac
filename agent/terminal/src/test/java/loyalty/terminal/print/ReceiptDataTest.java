package loyalty.terminal.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What templates expect is filled from the quote, the member and the pack. */
class ReceiptDataTest {
    @Test
    void purchasesLeftToTheNextRateAreNotTakenForMoney() throws Exception {
        Sold sold =
                korzinka(
                        """
                        {id: m-2, counters: {purchases: [
                          {at: "2025-05-03T12:00:00+03:00", amount: "500.00"}]}}""",
                        "0");
        assertThat(map(sold.data(), "rate")).containsEntry("now", "0,5 %");
        assertThat(map(sold.data(), "rate")).containsEntry("next", "1 %");
        assertThat(sold.data()).doesNotContainKey("nextTier");
    }

    @Test
    void theCapIsToldWhereItBoundThePoints() throws Exception {
        Sold sold = korzinka("{id: m-1, lots: [{id: l-1, points: \"900.00\"}]}", "max");
        assertThat(map(sold.data(), "ceiling"))
                .containsOnly(entry("share", "20 %"), entry("sum", "197.40"));
    }

    @Test
    void aGiftThatBurnsInStepsIsATableOfDaysAndNotALotEach() throws Exception {
        Sold sold =
                korzinka(
                        """
                        {id: m-4, lots: [
                          {id: g1, points: "50.00", source: come-back, sale: g,
                           expiresAt: "2025-06-05T10:00:00+03:00"},
                          {id: g2, points: "50.00", source: come-back, sale: g,
                           expiresAt: "2025-06-06T10:00:00+03:00"},
                          {id: l-1, points: "7.00", source: level-told,
                           expiresAt: "2025-07-06T10:00:00+03:00"}]}""",
                        "0");
        assertThat(sold.data().get("melting"))
                .isEqualTo(
                        List.of(
                                Map.of("day", "2025-06-04", "left", "100.00"),
                                Map.of("day", "2025-06-05", "left", "50.00")));
        assertThat((List<?>) map(sold.data(), "points").get("lots")).hasSize(1);
        assertThat(map(sold.data(), "points").get("burning"))
                .isEqualTo(Map.of("on", "2025-06-05", "count", "50.00", "basket", "250.00"));
    }

    @Test
    void theBalanceIsAnnouncedFromTheProgrammesThreshold() throws Exception {
        assertThat(announced("100")).isEqualTo(false);
        assertThat(announced("1200")).isEqualTo(true);
    }

    private static Object announced(String points) throws Exception {
        Sold sold =
                Sold.of(
                        "letto",
                        "{id: m-1, lots: [{id: l-1, points: \"" + points + "\"}]}",
                        request("0"));
        return map(sold.data(), "points").get("announced");
    }

    @Test
    void aBirthdayIsGreetedOnItsDayOnly() throws Exception {
        String member = "{id: m-1, birthday: \"1990-%s\"}";
        assertThat(korzinka(member.formatted("06-04"), "0").data()).containsKey("birthday");
        assertThat(korzinka(member.formatted("06-05"), "0").data()).doesNotContainKey("birthday");
    }

    @Test
    void aCodeForAnybodyIsAFriendsAndOneForTheMemberACoupon() throws Exception {
        Sold sold = korzinka("{id: m-1}", "0");
        String code =
                """
                {code: AB-12, promotion: week-set, transferable: %s,
                 expiresAt: "2025-06-30T00:00:00+03:00"}""";
        assertThat(map(sold.issuing(code.formatted("true")).data(), "friend"))
                .containsEntry("code", "AB-12")
                .as("its last day")
                .containsEntry("until", "2025-06-29");
        assertThat(map(sold.issuing(code.formatted("false")).data(), "coupon"))
                .containsEntry("code", "AB-12");
    }

    @Test
    void aTierReachedWithThisSaleIsNamed() throws Exception {
        Sold sold = Sold.of("veska", "{id: m-1}", request("0").replace("987.00", "999999.00"));
        assertThat(sold.data()).containsKey("reached");
        assertThat(Sold.of("veska", "{id: m-1}", request("0")).data()).doesNotContainKey("reached");
    }

    private static Sold korzinka(String member, String redeem) throws Exception {
        return Sold.of("korzinka", member, request(redeem));
    }

    private static String request(String redeem) {
        return """
                basket: {lines: [{id: "1", sku: cheese, name: Сыр, price: "987.00"}]}
                redeem: "%s"
                context: {at: "2025-06-04T12:00:00+03:00"}
                """
                .formatted(redeem);
    }

    @SuppressWarnings("unchecked") // the data is made of maps by name
    private static Map<String, Object> map(Map<String, Object> data, String name) {
        return (Map<String, Object>) data.getOrDefault(name, Map.of());
    }
}
