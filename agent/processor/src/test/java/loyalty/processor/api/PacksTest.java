package loyalty.processor.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import loyalty.engine.document.Node;
import loyalty.processor.packs.Packs;
import loyalty.processor.store.Home;
import loyalty.processor.sync.Tokens;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.Answer.Outcome;
import loyalty.protocol.sync.Change;
import loyalty.protocol.sync.Changes;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.OperationKind;
import loyalty.protocol.sync.PackDocument;
import loyalty.protocol.text.JsonText;
import org.junit.jupiter.api.Test;

/** Packs and templates: taken, tried, given to stores, taken back. */
class PacksTest extends ProcessorContract {
    PacksTest(Books books) {
        super(books);
    }

    @Test
    void packsAreSignedAssignedAndRolledBackByAHigherVersion() throws Exception {
        String first = server.packs().take(pack("5%")).hash();
        String second = server.packs().take(pack("7%")).hash();
        server.packs().assign(first, Set.of("all"), office.now());
        String cursor = register.snapshot().get(0).cursor();
        server.packs().assign(second, Set.of("msk-1"), office.now());
        Changes page = register.changes(cursor, 0);
        Change assigned = assignment(page);
        assertThat(JsonText.write(assigned.state().orElseThrow())).contains(second);
        assertThat(
                        office.keys()
                                .signing()
                                .verifyKey()
                                .verifies(assigned.signedBytes(), assigned.signature()))
                .isTrue();
        server.packs().assign(first, Set.of("msk-1"), office.now());
        server.packs().rollBack(Set.of("msk-1"));
        Change back = assignment(page.cursor());
        assertThat(back.version()).isGreaterThan(assigned.version());
        assertThat(JsonText.write(back.state().orElseThrow())).contains(second);
        PackDocument document = PackDocument.read(register.get("/v1/packs/" + second, Map.of()));
        assertThat(document.text()).isEqualTo(pack("7%"));
    }

    private Change assignment(String cursor) throws Exception {
        return assignment(register.changes(cursor, 0));
    }

    private static Change assignment(Changes page) {
        return page.changes().stream()
                .filter(change -> change.kind() == Change.Kind.PACK)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aPackIsTriedOnPastSalesWithTheMarginsChange() throws Exception {
        Counter counter = counter(pack("5%"));
        sold(counter, "m-3", counter.sale("s-1", "m-3", List.of()));
        String token = new Tokens(office).make("marketing", Set.of("packs"));
        String same = admin("POST", "/v1/packs/replay", token, pack("5%"));
        assertThat(same).contains("\"receipts\":1").contains("\"differ\":0");
        String more = admin("POST", "/v1/packs/replay", token, pack("7%"));
        // 2 % of 30.00 in points of 0.01 are 60 points: 0.60 of margin
        assertThat(more)
                .contains("\"differ\":1")
                .contains("\"points\":\"60\"")
                .contains("\"margin\":\"-0.60\"");
    }

    @Test
    void aMemberWhomTheSaleOnlyNamesIsTakenAsTheyAreNow() throws Exception {
        Counter counter = counter(pack("5%"));
        sold(counter, "m-3", counter.saleWithoutSnapshot("s-1", "m-3"));
        String token = new Tokens(office).make("marketing", Set.of("packs"));
        assertThat(admin("POST", "/v1/packs/replay", token, pack("7%")))
                .contains("\"anonymous\":0", "\"points\":\"60\"");
    }

    /** A discount for everybody costs what it takes off nobody's receipts too. */
    @Test
    void aPackIsTriedOnSalesOfNobodyToo() throws Exception {
        Counter counter = counter(pack("5%"));
        sold(counter, "m-3", counter.sale("s-1", "m-3", List.of()));
        for (RegisterClient each : List.of(register, newRegister("msk-1-02"))) {
            String id = "s-" + each.holder().register();
            Operation sale =
                    each.anonymous(OperationKind.SALE, counter.sale(id).toNode(), counter.hash());
            assertThat(each.send(sale, sale).answers())
                    .extracting(Answer::outcome)
                    .containsExactly(Outcome.ACCEPTED, Outcome.KNOWN);
        }
        String token = new Tokens(office).make("marketing", Set.of("packs"));
        String cheese =
                pack("5%")
                        + "promotions:\n"
                        + "  - id: cheese\n"
                        + "    reward: {percentOff: {percent: 10%}}\n";
        assertThat(admin("POST", "/v1/packs/replay", token, cheese))
                .contains("\"receipts\":3", "\"anonymous\":2", "\"differ\":3")
                .contains("\"discount\":\"9.00\"");
        assertThat(admin("POST", "/v1/packs/replay?most=2", token, cheese))
                .contains("\"receipts\":2", "\"anonymous\":1");
        assertThat(admin("POST", "/v1/packs/replay?most=3", token, cheese))
                .contains("\"receipts\":3", "\"anonymous\":2");
    }

    @Test
    void aPackIsGivenToTheStoresOfARegionOnly() throws Exception {
        String token = new Tokens(office).make("marketing", Set.of("packs"));
        String hash = server.packs().take(pack("5%")).hash();
        admin("POST", "/v1/regions/minsk", token, "{\"stores\":[\"msk-1\",\"msk-2\"]}");
        admin("POST", "/v1/packs/" + hash + "/assign", token, "{\"regions\":[\"minsk\"]}");
        assertThat(server.packs().assignments())
                .extracting(Packs.Assignment::store)
                .containsExactlyInAnyOrder("msk-1", "msk-2");
        assertThat(admin("POST", "/v1/packs/" + hash + "/assign", token, "{\"regions\":[\"x\"]}"))
                .startsWith("400");
    }

    @Test
    void aTemplateThatDoesNotPrintIsRefusedWithWhatIsWrong() throws Exception {
        String token = new Tokens(office).make("marketing", Set.of("packs"));
        assertThat(admin("POST", "/v1/templates/veska%2Fsale", token, "{{#lines}} {{never closed"))
                .startsWith("400")
                .contains("template-broken");
        assertThat(admin("POST", "/v1/templates/veska%2Fsale", token, "Сумма | {{total|money}}\n"))
                .isEqualTo("{}");
        assertThat(office.store().count(Home.Kind.TEMPLATE)).isEqualTo(1);
    }

    @Test
    void aPackThatTheProcessorForgotIsTakenBackOnlyUnderItsOwnSignature() throws Exception {
        String hash = server.packs().take(pack("5%")).hash();
        Node signed = register.get("/v1/packs/" + hash, Map.of());
        office.store().remove(new Home(Home.Kind.PACK, hash));
        HttpResponse<String> taken =
                register.call("PUT", "/v1/packs/" + hash, Map.of(), JsonText.write(signed));
        assertThat(taken.statusCode()).isEqualTo(200);
        assertThat(register.get("/v1/packs/" + hash, Map.of())).isEqualTo(signed);
        String forged = JsonText.write(signed).replace("cap: 70%", "cap: 99%");
        assertThat(register.call("PUT", "/v1/packs/" + hash, Map.of(), forged).statusCode())
                .isEqualTo(400);
    }
}
