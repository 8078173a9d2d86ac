package loyalty.terminal.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Returns of what was never sold, or not so much of it. */
class BadReturnsTest {
    private static final String SALE =
            """
            {"basket": {"receipt": "A-1", "lines": [
              {"id": "1", "name": "Кофе", "quantity": "2", "price": "9.50"}]}}""";

    @TempDir private Path home;
    private TestAgent agent;

    @BeforeEach
    void sell() throws Exception {
        agent = TestAgent.start(home);
        agent.post("/v1/sales?confirm=true", SALE);
    }

    @AfterEach
    void stop() {
        agent.close();
    }

    private void refused(String wish, int status, String code) throws Exception {
        for (String path : new String[] {"/v1/returns/quotes", "/v1/returns"}) {
            HttpResponse<String> answer = agent.post(path, wish);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
            assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
        }
        assertThat(agent.post("/v1/returns/quotes", "{\"receipt\": \"A-1\"}").body())
                .contains("\"money\":\"19.00\"");
    }

    @Test
    void aReceiptThatNobodySoldIsUnknown() throws Exception {
        refused("{\"receipt\": \"Z-9\"}", 404, "unknown-sale");
        refused("{\"sale\": \"01a20064-4317-74f2-8a6e-8851ab6106bb\"}", 404, "unknown-sale");
    }

    @Test
    void aLineThatIsNotOnTheReceiptIsNamed() throws Exception {
        refused(
                "{\"receipt\": \"A-1\", \"lines\": [{\"id\": \"7\", \"quantity\": \"1\"}]}",
                409,
                "unknown-line");
    }

    @Test
    void moreThanWasSoldIsRefusedWithWhatIsLeft() throws Exception {
        refused(
                "{\"receipt\": \"A-1\", \"lines\": [{\"id\": \"1\", \"quantity\": \"3\"}]}",
                409,
                "over-returned");
    }

    @Test
    void aDamagedCodeIsToBeScannedAgain() throws Exception {
        refused("{\"code\": \"LX1.ABCDEFGHIJKLMNOP\"}", 422, "receipt-code-damaged");
    }

    @Test
    void aReturnThatNamesNoSaleSaysWhatIsMissing() throws Exception {
        for (String path : new String[] {"/v1/returns/quotes", "/v1/returns"}) {
            HttpResponse<String> answer = agent.post(path, "{}");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("which sale is missing");
        }
    }
}
