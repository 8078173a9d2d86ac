package loyalty.terminal.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.BatchAnswer;
import loyalty.protocol.sync.Contact;
import loyalty.terminal.clock.Moment;
import loyalty.terminal.commit.Outbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shop's IT looks at what was rejected, and mends it, over the local API. */
class QuarantineCallsTest {
    private static final String SALE =
            """
            {"basket": {"receipt": "A-1", "lines": [{"id": "1", "sku": "1", "name": "Кофе",
              "quantity": "1", "price": "19.00"}]}, "redeem": "0", "context": {"cashier": "17"}}
            """;

    @TempDir private Path home;
    private TestAgent agent;
    private UUID rejected;

    @BeforeEach
    void reject() throws Exception {
        agent = TestAgent.start(home);
        assertThat(agent.post("/v1/sales?confirm=true", SALE).statusCode()).isEqualTo(201);
        rejected = agent.atTheTill(() -> agent.ledger().outbox().waiting(1)).get(0).id();
        Contact contact =
                new Contact(Instant.now(), Duration.ofDays(3), "g1", Contact.Standing.LIVE, false);
        Answer no = Answer.rejected(rejected, "MALFORMED", "no such cashier");
        BatchAnswer answer = new BatchAnswer(List.of(no), 1, Duration.ofDays(30), contact);
        agent.atTheTill(
                () -> {
                    Moment sent = agent.ledger().clock().moment();
                    agent.ledger().correspondence().take(answer, 0, sent);
                    return true;
                });
    }

    @AfterEach
    void stop() {
        agent.close();
    }

    private String path(String act) {
        return "/v1/sync/quarantine/" + rejected + act;
    }

    @Test
    void whatWasRejectedIsListedInStatusAndShownWithItsBodyAndTheAnswer() throws Exception {
        assertThat(agent.get("/v1/sync/quarantine").body())
                .contains(rejected.toString(), "no such cashier");
        assertThat(agent.get("/v1/status").body())
                .contains("\"quarantined\":1", "rejected by the processor");
        assertThat(agent.get(path("")).body()).contains("\"body\":", "\"cashier\":\"17\"");
    }

    @Test
    void aMendedBodyTakesItsPlace() throws Exception {
        String shown = agent.get(path("")).body();
        String body = shown.substring(shown.indexOf("\"body\":") + 7, shown.length() - 1);
        String mended = body.replace("\"cashier\":\"17\"", "\"cashier\":\"18\"");
        HttpResponse<String> answer =
                agent.post(path("/mend"), "{\"why\":\"cashier 18\",\"body\":" + mended + "}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        Outbox.Entry waiting = agent.atTheTill(() -> agent.ledger().outbox().waiting(1)).get(0);
        assertThat(answer.body()).contains(waiting.id().toString());
        assertThat(waiting.replaces()).isEqualTo(Optional.of(rejected));
        assertThat(waiting.json()).contains("\"cashier\":\"18\"");
        assertThat(agent.get(path("")).statusCode()).isEqualTo(404);
        assertThat(agent.post(path("/retry"), "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void whatCannotBeMendedSoIsRefusedWithTheReasonAndStays() throws Exception {
        HttpResponse<String> answer =
                agent.post(path("/mend"), "{\"why\":\"x\",\"body\":{\"sale\":\"s-1\"}}");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("cannot-be-mended-so", "receipt");
        assertThat(agent.post(path("/mend"), "{\"why\":\"x\"}").statusCode()).isEqualTo(400);
        assertThat(agent.post(path("/mend"), "{\"why\":\"x\",\"body\":7}").statusCode())
                .isEqualTo(400);
        assertThat(agent.get(path("")).statusCode()).isEqualTo(200);
    }
}
