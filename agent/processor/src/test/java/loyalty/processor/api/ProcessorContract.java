package loyalty.processor.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.processor.load.MemberImport;
import loyalty.processor.packs.Packs;
import loyalty.processor.settings.Keys;
import loyalty.processor.settings.ProcessorSettings;
import loyalty.processor.store.Home;
import loyalty.processor.store.Store;
import loyalty.processor.sync.Office;
import loyalty.processor.sync.Tokens;
import loyalty.protocol.identity.PhoneNumber;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.Answer.Outcome;
import loyalty.protocol.sync.BatchAnswer;
import loyalty.protocol.sync.Change;
import loyalty.protocol.sync.Changes;
import loyalty.protocol.sync.Contact;
import loyalty.protocol.sync.Correction;
import loyalty.protocol.sync.EnrolBody;
import loyalty.protocol.sync.LotGrant;
import loyalty.protocol.sync.LotPoints;
import loyalty.protocol.sync.MemberView;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.OperationKind;
import loyalty.protocol.sync.PackDocument;
import loyalty.protocol.sync.ReservationAnswer;
import loyalty.protocol.sync.ReservationAnswer.State;
import loyalty.protocol.sync.ReservationBody;
import loyalty.protocol.sync.ReservationRequest;
import loyalty.protocol.sync.ReturnBody;
import loyalty.protocol.sync.RightsRequest;
import loyalty.protocol.sync.RightsRequest.Want;
import loyalty.protocol.sync.SaleBody;
import loyalty.protocol.sync.TotalsReport;
import loyalty.protocol.text.JsonText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a processor must do, whatever its books are kept in. */
abstract class ProcessorContract {
    @TempDir private Path home;

    private ProcessorServer server;
    private RegisterClient register;
    private Office office;

    /** An empty store. */
    abstract Store store(Path directory) throws Exception;

    @BeforeEach
    void start() throws Exception {
        ProcessorSettings defaults = ProcessorSettings.defaults();
        ProcessorSettings settings =
                new ProcessorSettings(
                        new ProcessorSettings.Listen("127.0.0.1", 0, 4, 100),
                        defaults.postgres(),
                        defaults.offline(),
                        defaults.tls());
        office =
                new Office(
                        store(home),
                        Keys.in(home.resolve("keys")),
                        settings,
                        InstantSource.system());
        server = ProcessorServer.start(office);
        Path members = home.resolve("members.ndjson");
        Files.writeString(
                members,
                """
                {"id":"m-1","phone":"+375291234567","card":"2900000012343","name":"Анна Ковалёва","lots":[{"id":"l-1","points":"100"}]}
                {"id":"m-2","card":"2900000012350","points":"60"}
                {"id":"m-3"}
                {"id":"m-4","points":"a lot"}
                """);
        MemberImport.Progress done =
                new MemberImport(office, server.desks()).run(members, progress -> {});
        assertThat(done).isEqualTo(new MemberImport.Progress(4, 3, 1));
        register = newRegister("msk-1-01");
    }

    private RegisterClient newRegister(String id) throws Exception {
        RegisterClient client = new RegisterClient(server.port());
        client.enrol(server.desks().registers().newCode(id, "msk-1"));
        return client;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aSnapshotHoldsEveryMemberAndCardAndTheFeedGoesOnFromItsCursor() throws Exception {
        List<Changes> pages = register.snapshot();
        List<String> members =
                pages.stream()
                        .flatMap(page -> page.changes().stream())
                        .filter(change -> change.kind() == Change.Kind.MEMBER)
                        .map(Change::id)
                        .toList();
        assertThat(members).contains("m-1", "m-2", "m-3").hasSize(4);
        assertThat(pages.get(0).cursor()).isEqualTo(pages.get(pages.size() - 1).cursor());
        assertThat(register.changes(pages.get(0).cursor(), 0).changes()).isEmpty();
    }

    @Test
    void aSaleIsBookedOnceHoweverOftenItIsSent() throws Exception {
        Operation sale =
                register.operation(
                        OperationKind.SALE,
                        "m-3",
                        RegisterClient.sale("s-1", List.of(), List.of(lot("s-1:purchase", 16)))
                                .toNode());
        BatchAnswer first = register.send(sale);
        assertThat(first.answers().get(0).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(first.seq()).isEqualTo(1);
        BatchAnswer again = register.send(sale);
        assertThat(again.answers().get(0).outcome()).isEqualTo(Outcome.KNOWN);
        assertThat(again.answers().get(0).first()).contains(first.answers().get(0));
        assertThat(points("m-3")).contains("\"points\":\"16\"");
    }

    private String points(String member) throws Exception {
        return JsonText.write(register.member(member).member().snapshot().orElseThrow());
    }

    private static LotGrant lot(String id, long points) {
        return new LotGrant(
                id,
                "purchase",
                Optional.empty(),
                points,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void rightsAreLeasedAndSpentWithoutTouchingWhatIsFree() throws Exception {
        var answer =
                register.rights(
                        new RightsRequest(List.of(new Want("m-1", Optional.of("l-1"), 40)))
                                .toNode());
        assertThat(answer.refusals()).isEmpty();
        assertThat(answer.members().get(0).rights().get(0).granted()).isEqualTo(40);
        assertThat(answer.contact().term()).isBetween(Duration.ofHours(71), Duration.ofHours(72));
        BatchAnswer sold =
                register.send(
                        register.operation(
                                OperationKind.SALE,
                                "m-1",
                                RegisterClient.sale(
                                                "s-2",
                                                List.of(new SaleBody.Spend("l-1", 30, 30, 0)),
                                                List.of())
                                        .toNode()));
        assertThat(sold.answers().get(0).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(points("m-1")).contains("\"points\":\"70\"");
    }

    @Test
    void twoRegistersTogetherNeverHoldMoreThanTheLotsShare() throws Exception {
        RegisterClient other = newRegister("msk-1-02");
        var wish = new RightsRequest(List.of(new Want("m-1", Optional.of("l-1"), 100))).toNode();
        long mine = register.rights(wish).members().get(0).rights().get(0).granted();
        var theirs = other.rights(wish);
        long sum =
                mine
                        + theirs.members().get(0).rights().stream()
                                .mapToLong(right -> right.granted())
                                .sum();
        assertThat(sum).isLessThanOrEqualTo(50);
        assertThat(theirs.refusals().get(0).reason()).isEqualTo("SHARE_REACHED");
    }

    @Test
    void aReservationRepeatsItsAnswerAndACancelLeavesATombstone() throws Exception {
        var wish =
                new ReservationRequest("s-3", "m-1", List.of(new LotPoints("l-1", 80)), true)
                        .toNode();
        ReservationAnswer held = register.reservation("", wish);
        assertThat(held.state()).isEqualTo(State.HELD);
        assertThat(held.held()).containsExactly(new LotPoints("l-1", 80));
        assertThat(register.reservation("", wish).held()).isEqualTo(held.held());
        var named = new ReservationBody("s-3", "m-1").toNode();
        assertThat(register.reservation("/s-3/cancel", named).state()).isEqualTo(State.CANCELLED);
        assertThat(register.reservation("", wish).state()).isEqualTo(State.CANCELLED);
    }

    @Test
    void aLongPollIsWokenByAChange() throws Exception {
        String cursor = register.snapshot().get(0).cursor();
        RegisterClient other = newRegister("msk-1-03");
        String after = cursor;
        Changes keys = register.changes(after, 0);
        String now = keys.cursor();
        CompletableFuture<Changes> poll =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return register.changes(now, 30);
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        });
        other.send(
                other.operation(
                        OperationKind.SALE,
                        "m-2",
                        RegisterClient.sale("s-4", List.of(), List.of(lot("s-4:p", 5))).toNode()));
        assertThat(poll.get().changes()).extracting(Change::id).contains("m-2");
    }

    @Test
    void aStrangersSignatureIsRefused() throws Exception {
        RegisterClient stranger = new RegisterClient(server.port());
        assertThat(stranger.call("GET", "/v1/members", Map.of("id", "m-1"), "").statusCode())
                .isEqualTo(401);
    }

    @Test
    void aForeignCursorIsGone() throws Exception {
        assertThat(register.call("GET", "/v1/changes", Map.of("after", "abc"), "").statusCode())
                .isEqualTo(410);
    }

    @Test
    void aDeadRegisterIsFencedAndItsRightsComeHome() throws Exception {
        register.rights(wish("m-1", "l-1", 40));
        assertThat(server.desks().registers().bound()).containsEntry(register.holder(), 40L);
        server.desks().registers().declareDead(register.holder());
        var refused = register.rights(wish("m-1", "l-1", 50));
        assertThat(refused.contact().standing()).isEqualTo(Contact.Standing.FENCED);
        assertThat(refused.contact().term()).isZero();
        assertThat(server.desks().registers().release(register.holder())).isEqualTo(40);
        assertThat(server.desks().registers().bound()).isEmpty();
        BatchAnswer late =
                register.send(
                        register.operation(
                                OperationKind.SALE,
                                "m-1",
                                RegisterClient.sale(
                                                "s-late",
                                                List.of(new SaleBody.Spend("l-1", 30, 30, 0)),
                                                List.of())
                                        .toNode()));
        assertThat(late.answers().get(0).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(points("m-1")).contains("\"points\":\"70\"");
    }

    private static Node wish(String member, String lot, long total) {
        return new RightsRequest(List.of(new Want(member, Optional.of(lot), total))).toNode();
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

    private static Node.Mapping saleOf(String id) {
        return RegisterClient.sale(id, List.of(), List.of(lot(id + ":p", 5))).toNode();
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

    private String admin(String method, String path, String token, String body) throws Exception {
        HttpResponse<String> response =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(
                                                URI.create(
                                                        "http://127.0.0.1:" + server.port() + path))
                                        .header("authorization", "Bearer " + token)
                                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
        return response.statusCode() == 200
                ? response.body()
                : response.statusCode() + " " + response.body();
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

    @Test
    void aMergedMembersPointsRightsAndLateOperationsAreTheSurvivors() throws Exception {
        register.rights(wish("m-1", "l-1", 40));
        String survivor = server.desks().merge("m-1", "m-2");
        String loser = survivor.equals("m-1") ? "m-2" : "m-1";
        Operation late = register.operation(OperationKind.SALE, loser, saleOf("s-late"));
        Answer first = register.send(late).answers().get(0);
        assertThat(first.redirect()).contains(survivor);
        assertThat(register.send(late).answers().get(0).outcome()).isEqualTo(Outcome.KNOWN);
        MemberView merged = register.member(loser).member();
        assertThat(merged.id()).isEqualTo(survivor);
        assertThat(merged.rights()).extracting(MemberView.Right::granted).contains(40L);
        assertThat(JsonText.write(merged.snapshot().orElseThrow()))
                .contains("\"points\":\"100\"")
                .contains("\"points\":\"60\"")
                .contains("s-late:p");
        assertThat(server.desks().merge("m-2", "m-1")).isEqualTo(survivor);
    }

    @Test
    void aPhoneEnrolledTwiceIsOneMemberAndAKnownPhoneIsItsMember() throws Exception {
        PhoneNumber phone = new PhoneNumber("+375297654321");
        String hash = office.keys().identifier().ofPhone(phone).hex();
        String id = office.keys().identifier().memberOf(phone).toString();
        Answer first = register.send(enrol(id, hash, "Ольга Т.")).answers().get(0);
        Answer second = register.send(enrol(id, hash, "Кто-то")).answers().get(0);
        assertThat(first.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(second.reason()).isEqualTo("ENROLLED_BEFORE");
        assertThat(points(id)).contains("Ольга Т.");
        PhoneNumber known = new PhoneNumber("+375291234567");
        String knownId = office.keys().identifier().memberOf(known).toString();
        String knownHash = office.keys().identifier().ofPhone(known).hex();
        Answer redirected = register.send(enrol(knownId, knownHash, "Чужая")).answers().get(0);
        assertThat(redirected.redirect()).contains("m-1");
        assertThat(points("m-1")).contains("Анна К.").doesNotContain("Чужая");
    }

    private Operation enrol(String id, String hash, String name) {
        EnrolBody body =
                new EnrolBody(
                        hash, List.of(), Map.of("name", name), List.of(), false, Optional.empty());
        return register.operation(OperationKind.ENROL, id, body.toNode());
    }

    @Test
    void aReturnWaitsForItsSaleAndThenUndoesIt() throws Exception {
        Operation sale =
                register.operation(
                        OperationKind.SALE,
                        "m-1",
                        RegisterClient.sale(
                                        "s-9",
                                        List.of(new SaleBody.Spend("l-1", 30, 0, 0)),
                                        List.of(lot("s-9:p", 16)))
                                .toNode());
        ReturnBody body =
                new ReturnBody(
                        "r-1",
                        "R-77",
                        "msk-2",
                        "2026-11-26",
                        Optional.empty(),
                        "s-9",
                        List.of(new ReturnBody.Back("1", "2")),
                        Tree.mapping().node(),
                        Tree.mapping().node(),
                        List.of(new LotPoints("l-1", 30)),
                        List.of(new LotPoints("s-9:p", 16)),
                        9_000,
                        true,
                        List.of(),
                        List.of(),
                        Optional.empty());
        RegisterClient other = newRegister("msk-2-01");
        Answer early =
                other.send(other.operation(OperationKind.RETURN, "m-1", body.toNode()))
                        .answers()
                        .get(0);
        assertThat(early.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(points("m-1")).contains("\"points\":\"100\"");
        register.send(sale);
        assertThat(points("m-1"))
                .contains("\"points\":\"100\"")
                .contains("\"lifetimeSpend\":\"0.00\"")
                .doesNotContain("\"points\":\"16\"");
    }

    @Test
    void afterARestoreNothingIsLeasedUntilRegistersHaveToldWhatTheyHold() throws Exception {
        register.rights(wish("m-1", "l-1", 40));
        String cursor = register.snapshot().get(0).cursor();
        office.store().newGeneration();
        assertThat(register.call("GET", "/v1/changes", Map.of("after", cursor), "").statusCode())
                .isEqualTo(410);
        var refused = register.rights(wish("m-1", "l-1", 50));
        assertThat(refused.contact().totalsWanted()).isTrue();
        assertThat(refused.refusals().get(0).reason()).isEqualTo("WAITING_FOR_TOTALS");
        register.post(
                "/v1/registers/totals",
                new TotalsReport(
                                0,
                                List.of(
                                        new TotalsReport.Totals(
                                                "m-1", "l-1", 45, 0, 0, 0, 0, List.of())),
                                true)
                        .toNode());
        var again = register.rights(wish("m-1", "l-1", 50));
        assertThat(again.contact().totalsWanted()).isFalse();
        assertThat(again.members().get(0).rights().get(0).granted()).isEqualTo(50);
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

    private static String pack(String earn) {
        return """
               programme: veska
               currency: BYN
               zone: Europe/Minsk
               points: {scale: 0, value: "0.01"}
               tiers:
                 by: spend
                 window: rolling P12M
                 levels:
                   - {name: Standart, from: "0", earn: %s}
               earn: {on: paid, rounding: {scope: receipt, mode: floor}}
               redeem: {cap: 70%%}
               """
                .formatted(earn);
    }

    @Test
    void aPersonIsExportedAndErased() throws Exception {
        String token = new Tokens(office).make("dpo", Set.of("personal"));
        assertThat(admin("GET", "/v1/members/m-1/export", token, "")).contains("Ковалёва");
        assertThat(admin("POST", "/v1/members/m-1/erase", token, "")).isEqualTo("{}");
        assertThat(admin("GET", "/v1/members/m-1/export", token, "")).doesNotContain("Ковалёва");
        Answer late =
                register.send(register.operation(OperationKind.SALE, "m-1", saleOf("s-1")))
                        .answers()
                        .get(0);
        assertThat(late.reason()).isEqualTo("MEMBER_ERASED");
    }

    @Test
    void noPersonalDataLiesOpenInTheStore() throws Exception {
        String state = office.store().find(Home.member("m-1")).orElseThrow().state();
        assertThat(state).doesNotContain("Анна").doesNotContain("375291234567");
    }

    @Test
    void reportsCountReceiptsOnceAndOpenAsPageAndCsv() throws Exception {
        String token = new Tokens(office).make("chief", Set.of("reports"));
        register.send(register.operation(OperationKind.SALE, "m-3", saleOf("s-1")));
        String csv =
                admin(
                        "GET",
                        "/v1/reports/store?format=csv&from=2026-11-01&to=2026-11-30",
                        token,
                        "");
        assertThat(csv).contains("msk-1,1,1,100.0,100.00,0.00,10.00,90.00,100.0,5,0");
        assertThat(admin("GET", "/v1/reports/page?from=2026-11-01&to=2026-11-30", token, ""))
                .contains("<svg");
    }

    private Counter counter(String packText) throws Exception {
        server.packs().take(packText);
        return new Counter(packText);
    }

    private Answer sold(Counter counter, String member, SaleBody sale) throws Exception {
        return register.send(
                        register.operation(
                                OperationKind.SALE, member, sale.toNode(), counter.hash()))
                .answers()
                .get(0);
    }

    private static List<String> codes(Answer answer) {
        return answer.corrections().stream().map(Correction::code).toList();
    }

    private static final String CODES =
            """
            promotions:
              - id: gift
                when: {code: {any: [GIFT], single: true}}
                reward: {percentOff: {percent: 10%}}
              - id: first-two
                limits: {total: 2}
                reward: {amountOff: {amount: "1.00"}}
            """;

    @Test
    void aSingleUseCodeOnTwoMembersReceiptsIsNotedAtTheSecond() throws Exception {
        Counter counter = counter(pack("5%") + CODES);
        Answer first = sold(counter, "m-2", counter.sale("s-1", "m-2", List.of("GIFT")));
        Answer second = sold(counter, "m-3", counter.sale("s-2", "m-3", List.of("GIFT")));
        assertThat(codes(first)).doesNotContain("CODE_USED");
        assertThat(codes(second)).contains("CODE_USED");
        assertThat(first.outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void aLimitOfTheWholePromotionIsNotedOnceItIsUsedUp() throws Exception {
        Counter counter = counter(pack("5%") + CODES);
        List<Boolean> reached = new ArrayList<>();
        for (String member : List.of("m-1", "m-2", "m-3")) {
            Answer answer = sold(counter, member, counter.sale("s-" + member, member, List.of()));
            reached.add(codes(answer).contains("LIMIT_REACHED"));
        }
        assertThat(reached).containsExactly(false, false, true);
    }

    @Test
    void aReturnCalculatedAgainIsAsPrintedOrTamperedWith() throws Exception {
        Counter counter = counter(pack("5%"));
        SaleBody sale = counter.sale("s-1", "m-3", List.of());
        assertThat(sold(counter, "m-3", sale).outcome()).isEqualTo(Outcome.ACCEPTED);
        ReturnBody honest = counter.giveBack("r-1", sale, "1");
        Answer taken =
                register.send(
                                register.operation(
                                        OperationKind.RETURN,
                                        "m-3",
                                        honest.toNode(),
                                        counter.hash()))
                        .answers()
                        .get(0);
        assertThat(taken.corrections()).isEmpty();
        SaleBody other = counter.sale("s-2", "m-2", List.of());
        sold(counter, "m-2", other);
        ReturnBody greedy = dearer(counter.giveBack("r-2", other, "1"));
        Answer caught =
                register.send(
                                register.operation(
                                        OperationKind.RETURN,
                                        "m-2",
                                        greedy.toNode(),
                                        counter.hash()))
                        .answers()
                        .get(0);
        assertThat(codes(caught)).contains("TAMPERING");
    }

    private static ReturnBody dearer(ReturnBody body) {
        return new ReturnBody(
                body.id(),
                body.receipt(),
                body.store(),
                body.businessDay(),
                body.cashier(),
                body.sale(),
                body.back(),
                body.request(),
                body.quote(),
                body.restores(),
                body.takes(),
                body.refundMinor() + 1,
                body.whole(),
                body.limits(),
                body.codes(),
                body.extract());
    }

    @Test
    void operationsOfOneMemberInOneBatchAreOneTransactionAndOneOfThemMayBeWrong() throws Exception {
        Operation good = register.operation(OperationKind.SALE, "m-3", saleOf("s-1"));
        Operation wrong = register.operation(OperationKind.SALE, "m-3", Tree.mapping().node());
        Operation last = register.operation(OperationKind.SALE, "m-3", saleOf("s-2"));
        BatchAnswer answer = register.send(good, wrong, last);
        assertThat(answer.answers())
                .extracting(Answer::outcome)
                .containsExactly(Outcome.ACCEPTED, Outcome.REJECTED, Outcome.ACCEPTED);
        assertThat(answer.seq()).isEqualTo(3);
        long before = register.member("m-3").member().version();
        BatchAnswer together =
                register.send(
                        register.operation(OperationKind.SALE, "m-3", saleOf("s-3")),
                        register.operation(OperationKind.SALE, "m-3", saleOf("s-4")));
        assertThat(together.answers())
                .extracting(Answer::version)
                .containsExactly(before + 1, before + 1);
        assertThat(register.member("m-3").member().version()).isEqualTo(before + 1);
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
