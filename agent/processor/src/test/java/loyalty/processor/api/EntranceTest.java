package loyalty.processor.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import loyalty.processor.store.Store;
import loyalty.processor.sync.Tokens;
import loyalty.protocol.sync.Answer.Outcome;
import loyalty.protocol.sync.BatchAnswer;
import loyalty.protocol.sync.Contact;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.OperationKind;
import org.junit.jupiter.api.Test;

/** Who gets in: registers by signature, people by token. */
class EntranceTest extends ProcessorContract {
    EntranceTest(Books books) {
        super(books);
    }

    @Test
    void aStrangersSignatureIsRefused() throws Exception {
        RegisterClient stranger = new RegisterClient(server.port());
        assertThat(stranger.call("GET", "/v1/members", Map.of("id", "m-1"), "").statusCode())
                .isEqualTo(401);
    }

    /** The client sends values as they are, so that each of these is two parameters on the way. */
    @Test
    void aSignedRequestOpensNothingWithAnotherOrASecondParameter() throws Exception {
        assertThat(refusal(Map.of("page", "", "limit", "3"))).isEmpty();
        assertThat(refusal(Map.of("limit", "3&page="))).contains("401");
        assertThat(refusal(Map.of("limit", "3&limit=3"))).contains("401", "given twice");
    }

    private String refusal(Map<String, String> query) throws Exception {
        HttpResponse<String> response = register.call("GET", "/v1/snapshot", query, "");
        return response.statusCode() == 200 ? "" : response.statusCode() + response.body();
    }

    @Test
    void anOldIncarnationsNumberGivenTwiceFencesTheCopy() throws Exception {
        register.send(register.operation(OperationKind.SALE, "m-3", saleOf("s-1")));
        RegisterClient copy = register.copy();
        BatchAnswer answer = copy.send(copy.operation(OperationKind.SALE, "m-3", saleOf("s-2")));
        register.send(register.operation(OperationKind.SALE, "m-3", saleOf("s-3")));
        assertThat(answer.contact().standing()).isEqualTo(Contact.Standing.LIVE);
        BatchAnswer second =
                register.send(register.operation(OperationKind.SALE, "m-3", saleOf("s-4")));
        assertThat(second.contact().standing()).isEqualTo(Contact.Standing.FENCED);
    }

    @Test
    void aRevokedRegistersBatchWaitsForReviewAndIsBookedOnceApproved() throws Exception {
        server.desks().registers().revoke("msk-1-01", true);
        Operation sale = register.operation(OperationKind.SALE, "m-3", saleOf("s-1"));
        BatchAnswer waiting = register.send(sale);
        assertThat(waiting.answers().get(0).reason()).isEqualTo("IN_REVIEW");
        String token = new Tokens(office).make("it", Set.of("registers"));
        String review =
                admin("GET", "/v1/reviews", token, "")
                        .replaceAll("(?s).*\"id\":\"([^\"]+)\".*", "$1");
        String done =
                admin("POST", "/v1/reviews/" + review.replace("#", "%23") + "/approve", token, "");
        assertThat(done).contains("accepted");
        server.desks().registers().revoke("msk-1-01", false);
        assertThat(register.send(sale).answers().get(0).outcome()).isEqualTo(Outcome.KNOWN);
    }

    @Test
    void aTokenOpensOnlyItsScopeAndEveryActIsAudited() throws Exception {
        String token = new Tokens(office).make("marketing", Set.of("grants", "members"));
        assertThat(admin("GET", "/v1/audit", token, "")).startsWith("403");
        assertThat(admin("GET", "/v1/audit", "nonsense", "")).startsWith("401");
        String started =
                admin(
                        "POST",
                        "/v1/grants",
                        token,
                        "{\"job\":\"march8\",\"order\":{\"grant\":{\"id\":\"x\",\"promotion\":\"march8\","
                                + "\"points\":5000,\"period\":\"year/2027\"}}}");
        assertThat(started).contains("march8");
        while (admin("GET", "/v1/jobs/march8", token, "").contains("\"done\":false")) {
            Thread.onSpinWait();
        }
        assertThat(points("m-2")).contains("\"points\":\"5000\"");
        assertThat(office.store().audit(10))
                .extracting(Store.AuditEntry::act)
                .contains("job started");
    }
}
