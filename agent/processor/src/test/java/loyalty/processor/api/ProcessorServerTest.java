package loyalty.processor.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import loyalty.processor.load.MemberImport;
import loyalty.processor.settings.Keys;
import loyalty.processor.settings.ProcessorSettings;
import loyalty.processor.store.SqliteStore;
import loyalty.processor.sync.Office;
import loyalty.protocol.sync.Answer.Outcome;
import loyalty.protocol.sync.BatchAnswer;
import loyalty.protocol.sync.Change;
import loyalty.protocol.sync.Changes;
import loyalty.protocol.sync.LotGrant;
import loyalty.protocol.sync.LotPoints;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.OperationKind;
import loyalty.protocol.sync.ReservationAnswer;
import loyalty.protocol.sync.ReservationAnswer.State;
import loyalty.protocol.sync.ReservationBody;
import loyalty.protocol.sync.ReservationRequest;
import loyalty.protocol.sync.RightsRequest;
import loyalty.protocol.sync.RightsRequest.Want;
import loyalty.protocol.sync.SaleBody;
import loyalty.protocol.text.JsonText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorServerTest {
    @TempDir private Path home;

    private ProcessorServer server;
    private RegisterClient register;

    @BeforeEach
    void start() throws Exception {
        ProcessorSettings defaults = ProcessorSettings.defaults();
        ProcessorSettings settings =
                new ProcessorSettings(
                        new ProcessorSettings.Listen("127.0.0.1", 0, 4, 100),
                        defaults.postgres(),
                        defaults.offline(),
                        defaults.tls());
        Office office =
                new Office(
                        SqliteStore.open(home.resolve("processor.db")),
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
}
