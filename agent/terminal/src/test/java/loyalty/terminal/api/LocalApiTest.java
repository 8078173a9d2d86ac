package loyalty.terminal.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalApiTest {
    private static final String BASKET =
            """
            {"basket": {"receipt": "%s", "lines": [
              {"id": "1", "name": "Кофе", "quantity": "2", "price": "9.50"}]},
             "context": {"cashier": "17"}}""";

    @TempDir private Path home;
    private TestAgent agent;

    @BeforeEach
    void start() throws Exception {
        agent = TestAgent.start(home);
    }

    @AfterEach
    void stop() {
        agent.close();
    }

    @Test
    void anAnonymousSaleIsQuotedOpenedConfirmedAndItsReceiptRead() throws Exception {
        HttpResponse<String> quote = agent.post("/v1/quotes", BASKET.formatted("A-1"));
        assertThat(quote.statusCode()).isEqualTo(200);
        assertThat(quote.body()).contains("\"due\":\"19.00\"");

        HttpResponse<String> open = agent.post("/v1/sales", BASKET.formatted("A-1"));
        assertThat(open.statusCode()).isEqualTo(201);
        assertThat(open.body()).contains("\"state\":\"open\"");
        String id = id(open);
        assertThat(agent.post("/v1/sales/" + id + "/printing", "").body()).contains("printing");
        HttpResponse<String> confirmed = agent.post("/v1/sales/" + id + "/confirm", "");
        assertThat(confirmed.statusCode()).isEqualTo(200);
        assertThat(confirmed.body()).contains("\"state\":\"confirmed\"", "receiptLines", "19,00");

        assertThat(agent.get("/v1/sales/" + id).body()).contains("\"state\":\"confirmed\"");
        assertThat(agent.get("/v1/sales?receipt=A-1").body()).contains(id);
        assertThat(agent.get("/v1/sales/" + id + "/receipt?format=svg").body()).startsWith("<svg");
        assertThat(agent.get("/v1/sales/" + id + "/receipt?format=text").body()).contains("Кофе");
        assertThat(agent.get("/v1/sales/" + id + "/receipt?format=lines").body())
                .contains("\"columns\":48");
        assertThat(agent.get("/v1/sales/" + id + "/receipt?format=pdf").statusCode())
                .isEqualTo(406);
    }

    @Test
    void theSameKeyAndBodyGetTheSameAnswerAndAnotherBodyAConflict() throws Exception {
        HttpResponse<String> first =
                agent.post("/v1/sales?confirm=true", BASKET.formatted("A-2"), "key-1");
        HttpResponse<String> again =
                agent.post("/v1/sales?confirm=true", BASKET.formatted("A-2"), "key-1");
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        HttpResponse<String> other =
                agent.post("/v1/sales?confirm=true", BASKET.formatted("A-3"), "key-1");
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).contains("\"code\":\"key-reused\"");
    }

    @Test
    void theSameAnswerComesAlsoAfterARestart() throws Exception {
        String path = "/v1/sales?confirm=true";
        HttpResponse<String> first = agent.post(path, BASKET.formatted("A-4"), "key-2");
        agent.close();
        agent = TestAgent.start(home);
        assertThat(agent.post(path, BASKET.formatted("A-4"), "key-2").body())
                .isEqualTo(first.body());
    }

    @Test
    void aReceiptNumberSellsOnce() throws Exception {
        agent.post("/v1/sales?confirm=true", BASKET.formatted("A-5"));
        HttpResponse<String> second = agent.post("/v1/sales?confirm=true", BASKET.formatted("A-5"));
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("\"code\":\"receipt-taken\"");
    }

    @Test
    void goodsComeBackInPartsAndNeverMoreThanWereSold() throws Exception {
        agent.post("/v1/sales?confirm=true", BASKET.formatted("A-6"));
        String half = "{\"receipt\": \"A-6\", \"lines\": [{\"id\": \"1\", \"quantity\": \"1\"}]}";
        assertThat(agent.post("/v1/returns/quotes", half).body()).contains("\"money\":\"9.50\"");
        assertThat(agent.post("/v1/returns", half).statusCode()).isEqualTo(201);
        assertThat(agent.post("/v1/returns", half).statusCode()).isEqualTo(201);
        HttpResponse<String> third = agent.post("/v1/returns", half);
        assertThat(third.statusCode()).isEqualTo(409);
        assertThat(third.body()).contains("over-returned");
    }

    @Test
    void aCancelledSaleGivesItsReceiptNumberBack() throws Exception {
        String id = id(agent.post("/v1/sales", BASKET.formatted("A-7")));
        assertThat(agent.post("/v1/sales/" + id + "/cancel", "").body()).contains("cancelled");
        assertThat(agent.post("/v1/sales", BASKET.formatted("A-7")).statusCode()).isEqualTo(201);
    }

    @Test
    void theShiftCountsWhatWasSoldAndClosesOnce() throws Exception {
        agent.post("/v1/sales?confirm=true", BASKET.formatted("A-8"));
        assertThat(agent.get("/v1/shifts/current").body())
                .contains("\"cashier\":\"17\"", "\"receipts\":1", "\"due\":\"19.00\"");
        assertThat(agent.post("/v1/shifts/close", "").body()).contains("\"number\":1");
        assertThat(agent.get("/v1/shifts/current").body()).doesNotContain("\"receipts\":1");
    }

    // ---- bad input: each a clear error with what to do; the agent keeps serving -----------------

    @Test
    void malformedJsonIsToldWithItsPlace() throws Exception {
        refused(agent.post("/v1/quotes", "{\"basket\": "), 400, "malformed-document", "line");
    }

    @Test
    void aWrongCheckDigitIsNotAnUnknownCard() throws Exception {
        refused(identify("2900000012343"), 422, "wrong-check-digit", "misread");
    }

    @Test
    void whatIsNeitherCardNorPhoneIsToldApart() throws Exception {
        assertThat(identify("4601234567893").body()).contains("\"kind\":\"product\"");
    }

    @Test
    void aRegisterThatIsNotEnrolledSaysHowToEnrol() throws Exception {
        refused(identify("2900000012349"), 503, "not-enrolled", "loyalty-agent enrol");
    }

    @Test
    void aNegativeQuantityIsRefusedWithItsPath() throws Exception {
        String body = BASKET.formatted("B-1").replace("\"2\"", "\"-2\"");
        refused(agent.post("/v1/quotes", body), 400, "invalid-field", "basket.lines[0].quantity");
    }

    @Test
    void anAbsurdAmountIsRefused() throws Exception {
        String body = BASKET.formatted("B-2").replace("9.50", "99999999.00");
        refused(agent.post("/v1/quotes", body), 422, "absurd-amount", "slip");
        String beyond = BASKET.formatted("B-3").replace("9.50", "9".repeat(40));
        assertThat(agent.post("/v1/quotes", beyond).statusCode()).isEqualTo(400);
    }

    @Test
    void anEmptyBasketIsNotSold() throws Exception {
        String empty = "{\"basket\": {\"lines\": []}}";
        refused(agent.post("/v1/sales", empty), 422, "empty-basket", "nothing to sell");
    }

    @Test
    void aChangeWithoutAKeyIsRefusedWithWhatToDo() throws Exception {
        refused(agent.post("/v1/sales", BASKET.formatted("B-4"), " "), 400, "idempotency", "");
    }

    @Test
    void anUnknownSaleAndAnUnknownDeviceAreNamed() throws Exception {
        refused(agent.get("/v1/sales/none"), 404, "unknown-sale", "");
        refused(agent.post("/v1/devices/nowhere/drawer", ""), 404, "unknown-device", "nowhere");
    }

    @Test
    void everyAnswerOfBadInputLeavesTheAgentServing() throws Exception {
        for (String body : new String[] {"", "[]", "{}", "null", "{\"basket\":1}"}) {
            for (String path :
                    new String[] {
                        "/v1/identify",
                        "/v1/quotes",
                        "/v1/sales",
                        "/v1/members",
                        "/v1/returns",
                        "/v1/catalog/quotes",
                        "/v1/grants"
                    }) {
                int status = agent.post(path, body).statusCode();
                assertThat(status).as("%s %s", path, body).isBetween(400, 499);
            }
        }
        assertThat(agent.get("/ready").statusCode()).isEqualTo(200);
        assertThat(agent.get("/metrics").body()).contains("loyalty_http_answer_seconds");
    }

    private HttpResponse<String> identify(String code) throws Exception {
        return agent.post("/v1/identify", "{\"code\": \"" + code + "\"}");
    }

    private static void refused(
            HttpResponse<String> response, int status, String code, String part) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains("\"code\":\"", code, part);
        assertThat(response.headers().firstValue("content-type"))
                .contains("application/problem+json");
    }

    private static String id(HttpResponse<String> sale) {
        return sale.body().replaceAll(".*?\"id\":\"([^\"]+)\".*", "$1");
    }
}
