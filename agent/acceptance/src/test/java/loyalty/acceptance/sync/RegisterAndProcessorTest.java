package loyalty.acceptance.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import loyalty.engine.document.Node;
import loyalty.processor.api.ProcessorServer;
import loyalty.processor.load.MemberImport;
import loyalty.processor.settings.Keys;
import loyalty.processor.settings.ProcessorSettings;
import loyalty.processor.store.SqliteStore;
import loyalty.processor.sync.Office;
import loyalty.protocol.sync.LotPoints;
import loyalty.protocol.sync.ReservationAnswer;
import loyalty.protocol.sync.ReservationRequest;
import loyalty.protocol.sync.SaleBody;
import loyalty.protocol.text.JsonText;
import loyalty.terminal.commit.OperationState;
import loyalty.terminal.sale.HoldState;
import loyalty.terminal.sale.Outcome;
import loyalty.terminal.sale.SaleDraft;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real registers and a real processor, over real sockets, with cuts and restarts in between. */
class RegisterAndProcessorTest {
    @TempDir Path home;
    private ProcessorServer server;
    private int port;
    private TestRegister first;

    @BeforeEach
    void start() throws Exception {
        startProcessor(0);
        port = server.port();
        first = register("msk-1-01");
    }

    private void startProcessor(int at) throws Exception {
        ProcessorSettings defaults = ProcessorSettings.defaults();
        ProcessorSettings settings =
                new ProcessorSettings(
                        new ProcessorSettings.Listen("127.0.0.1", at, 4, 100),
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
        if (at == 0) {
            Path members = home.resolve("members.ndjson");
            Files.writeString(
                    members,
                    """
                    {"id":"m-1","card":"2900000012343","name":"Anna","lots":[{"id":"l-1","points":"100"}]}
                    {"id":"m-2","card":"2900000012350"}
                    """);
            new MemberImport(office, server.desks()).run(members, progress -> {});
        }
    }

    private TestRegister register(String name) throws Exception {
        TestRegister register = new TestRegister(home.resolve(name), port);
        String code = server.desks().registers().newCode(name, "msk-1");
        register.await(register.sync().sync().enrol(code));
        register.until("members are loaded", () -> register.ledger().members().count() >= 2);
        return register;
    }

    @AfterEach
    void stop() {
        first.close();
        server.close();
    }

    private static String snapshot(TestRegister register, String member) throws Exception {
        Node.Mapping snapshot = register.ledger().members().find(member).orElseThrow().snapshot();
        return JsonText.write(snapshot);
    }

    private static void lease(TestRegister register) throws Exception {
        register.sync().sync().lease("m-1");
        register.until("rights are here", () -> register.ledger().rights().of("l-1").isPresent());
    }

    @Test
    void whatIsSoldOfflineIsSettledExactlyOnceWhenTheProcessorIsBack() throws Exception {
        lease(first);
        assertThat(first.ledger().rights().of("l-1").orElseThrow().remaining()).isEqualTo(50);
        server.close();
        first.until("it is noticed", () -> !first.sync().sync().state().online());
        SaleDraft paid = first.sell("m-1", first.fromRights("l-1", 30), 0);
        SaleDraft earned = first.sell("m-2", List.of(), 7);
        Outcome tooMuch =
                first.ledger()
                        .open(
                                first.draft(
                                        "m-1", List.of(new SaleBody.Spend("l-1", 40, 40, 0)), 0),
                                first.request("too much"));
        assertThat(tooMuch).isInstanceOf(Outcome.Refused.class);
        first.restart();
        assertThat(first.ledger().outbox().backlog().operations()).isEqualTo(2);
        startProcessor(port);
        first.settled();
        for (SaleDraft draft : List.of(paid, earned)) {
            assertThat(first.ledger().outbox().find(draft.operation()).orElseThrow().state())
                    .isEqualTo(OperationState.ANSWERED);
        }
        first.until("it is seen", () -> snapshot(first, "m-1").contains("\"points\":\"70\""));
        first.until("it is seen", () -> snapshot(first, "m-2").contains("\"points\":\"7\""));
        first.until(
                "nothing is pending for show",
                () ->
                        first.ledger()
                                .ownOperations(first.ledger().members().find("m-1").orElseThrow())
                                .isEmpty());
        assertThat(first.ledger().journal().verify().holds()).isTrue();
    }

    @Test
    void onlineAHoldServesWhatRightsDoNotAndIsConsumedWithTheSale() throws Exception {
        lease(first);
        List<SaleBody.Spend> spends = first.ledger().split(List.of(new LotPoints("l-1", 80)), true);
        assertThat(spends).containsExactly(new SaleBody.Spend("l-1", 80, 50, 30));
        SaleDraft draft = first.draft("m-1", spends, 0);
        first.ledger().open(draft, first.request("open"));
        ReservationAnswer answer =
                first.await(
                        first.sync()
                                .sync()
                                .reserve(
                                        new ReservationRequest(
                                                draft.id().value(),
                                                "m-1",
                                                List.of(new LotPoints("l-1", 30)),
                                                true)));
        assertThat(answer.state()).isEqualTo(ReservationAnswer.State.HELD);
        assertThat(first.ledger().sale(draft.id()).orElseThrow().hold()).isEqualTo(HoldState.HELD);
        first.ledger().confirm(draft.id(), first.request("confirm"), Optional.empty());
        first.settled();
        first.until("it is seen", () -> snapshot(first, "m-1").contains("\"points\":\"20\""));
    }

    @Test
    void identifyingAtOneRegisterCallsTheRightsOfAnotherHome() throws Exception {
        lease(first);
        try (TestRegister second = register("msk-1-02")) {
            second.await(second.sync().sync().lookUp("m-1"));
            first.until(
                    "the recall came",
                    () -> first.ledger().rights().of("l-1").orElseThrow().remaining() == 0);
            first.settled();
            second.sync().sync().lease("m-1");
            second.until("rights moved", () -> second.ledger().rights().of("l-1").isPresent());
            assertThat(second.ledger().rights().of("l-1").orElseThrow().remaining()).isEqualTo(50);
        }
    }
}
