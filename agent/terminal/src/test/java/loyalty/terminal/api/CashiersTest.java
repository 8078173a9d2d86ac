package loyalty.terminal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import loyalty.terminal.checkout.Approval;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CashiersTest {
    private static final String SALE =
            """
            {"basket": {"receipt": "A-1", "lines": [
              {"id": "1", "name": "Кофе", "quantity": "2", "price": "9.50"}]}}""";
    private static final String BACK = "{\"receipt\": \"A-1\"}";

    @TempDir private Path home;
    private TestAgent agent;
    private Cashiers cashiers;

    @BeforeEach
    void sell() throws Exception {
        agent = TestAgent.start(home);
        cashiers = new Cashiers(home, Cashiers.Limits.USUAL, InstantSource.system());
        agent.post("/v1/sales?confirm=true", SALE);
    }

    @AfterEach
    void stop() {
        agent.close();
    }

    private HttpResponse<String> giveBack(String name, String pin) throws Exception {
        return agent.post(
                "/v1/returns", BACK, Map.of(Cashiers.NAME_HEADER, name, Cashiers.PIN_HEADER, pin));
    }

    @Test
    void aShopWithoutCashiersIsAskedForNoPin() throws Exception {
        assertThat(agent.post("/v1/returns/quotes", BACK).body()).contains("\"approval\":\"none\"");
        assertThat(agent.post("/v1/returns", BACK).statusCode()).isEqualTo(201);
    }

    @Test
    void fromTheFirstCashierOnAReturnNeedsAPin() throws Exception {
        cashiers.add("17", Approval.CASHIER, "4711");
        assertThat(agent.post("/v1/returns/quotes", BACK).body())
                .contains("\"approval\":\"cashier\"");
        HttpResponse<String> without = agent.post("/v1/returns", BACK);
        assertThat(without.statusCode()).isEqualTo(403);
        assertThat(without.body()).contains("cashier-pin-needed");
        assertThat(giveBack("17", "0000").body()).contains("pin-wrong");
        assertThat(giveBack("18", "4711").body()).contains("pin-wrong");
        assertThat(giveBack("17", "4711").statusCode()).isEqualTo(201);
    }

    @Test
    void pointsByHandAreASupervisorsToGive() throws Exception {
        cashiers.add("17", Approval.CASHIER, "4711");
        HttpResponse<String> answer =
                agent.post(
                        "/v1/grants",
                        "{\"promotion\": \"x\", \"memberId\": \"m\", \"cashier\": \"17\"}",
                        Map.of(Cashiers.NAME_HEADER, "17", Cashiers.PIN_HEADER, "4711"));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("supervisor-pin-needed");
    }

    @Test
    void wrongPinsLockTheCashierAlsoOverARestart() throws Exception {
        cashiers.add("17", Approval.CASHIER, "4711");
        for (int i = 0; i < Cashiers.Limits.USUAL.tries(); i++) {
            assertThat(giveBack("17", "000" + i).body()).contains("pin-wrong");
        }
        agent.close();
        agent = TestAgent.start(home);
        assertThat(giveBack("17", "4711").body()).contains("pin-locked");
        cashiers.add("17", Approval.CASHIER, "4712");
        assertThat(giveBack("17", "4712").statusCode()).isEqualTo(201);
    }

    @Test
    void aPinIsKeptHashedAndIsDigits() throws Exception {
        cashiers.add("17", Approval.SUPERVISOR, "471147");
        assertThat(Files.readString(home.resolve("cashiers.json"))).doesNotContain("471147");
        assertThatThrownBy(() -> cashiers.add("18", Approval.CASHIER, "12"))
                .hasMessageContaining("4 to 12 digits");
        assertThat(cashiers.remove("17")).isTrue();
        assertThat(cashiers.all()).isEmpty();
    }
}
