package loyalty.processor.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.document.Node;
import loyalty.engine.document.Position;
import loyalty.engine.document.Tree;
import loyalty.processor.load.MemberImport;
import loyalty.processor.settings.Keys;
import loyalty.processor.settings.ProcessorSettings;
import loyalty.processor.store.SqliteStore;
import loyalty.processor.sync.Office;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.Answer.Outcome;
import loyalty.protocol.sync.LotGrant;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.OperationKind;
import loyalty.protocol.text.JsonText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rejection is final; a mended operation stands for it, and at most one of them applies. */
class MendedOperationsTest {
    @TempDir private Path home;
    private ProcessorServer server;
    private RegisterClient register;

    @BeforeEach
    void start() throws Exception {
        ProcessorSettings defaults = ProcessorSettings.defaults();
        Office office =
                new Office(
                        SqliteStore.open(home.resolve("processor.db")),
                        Keys.in(home.resolve("keys")),
                        new ProcessorSettings(
                                new ProcessorSettings.Listen("127.0.0.1", 0, 4, 100),
                                defaults.postgres(),
                                defaults.offline(),
                                defaults.tls()),
                        InstantSource.system());
        server = ProcessorServer.start(office);
        Path members = Files.writeString(home.resolve("m.ndjson"), "{\"id\":\"m-3\"}\n");
        new MemberImport(office, server.desks()).run(members, progress -> {});
        register = new RegisterClient(server.port());
        register.enrol(server.desks().registers().newCode("msk-1-01", "msk-1"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static Node.Mapping sale() {
        LotGrant lot =
                new LotGrant(
                        "s-1:p",
                        "purchase",
                        Optional.empty(),
                        16,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        return RegisterClient.sale("s-1", List.of(), List.of(lot)).toNode();
    }

    private static Node.Mapping broken() {
        Map<String, Node> entries = new LinkedHashMap<>(sale().entries());
        entries.put("money", Tree.text("much"));
        return new Node.Mapping(entries, Position.NONE);
    }

    private Answer sent(Operation operation) throws Exception {
        return register.send(operation).answers().get(0);
    }

    private String points() throws Exception {
        return JsonText.write(register.member("m-3").member().snapshot().orElseThrow());
    }

    @Test
    void aMendedOneAppliesInPlaceOfTheRejectedOneWhichStaysRejected() throws Exception {
        Operation rejected = register.operation(OperationKind.SALE, "m-3", broken());
        assertThat(sent(rejected).outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(sent(register.replacing(rejected, sale())).outcome())
                .isEqualTo(Outcome.ACCEPTED);
        assertThat(sent(rejected).first().orElseThrow().outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(points()).containsOnlyOnce("\"points\":\"16\"");
    }

    @Test
    void ofTwoMendedOnesOnlyTheFirstApplies() throws Exception {
        Operation rejected = register.operation(OperationKind.SALE, "m-3", broken());
        sent(rejected);
        sent(register.replacing(rejected, sale()));
        Answer second = sent(register.replacing(rejected, sale()));
        assertThat(second.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(second.reason()).isEqualTo("REPLACED_ALREADY");
        assertThat(points()).containsOnlyOnce("\"points\":\"16\"");
    }

    @Test
    void aMendedOneThatIsRejectedTooLeavesRoomForAnother() throws Exception {
        Operation rejected = register.operation(OperationKind.SALE, "m-3", broken());
        sent(rejected);
        Operation again = register.replacing(rejected, broken());
        assertThat(sent(again).outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(sent(register.replacing(again, sale())).outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void whatWasAppliedCannotBeReplaced() throws Exception {
        Operation applied = register.operation(OperationKind.SALE, "m-3", sale());
        sent(applied);
        Answer answer = sent(register.replacing(applied, sale()));
        assertThat(answer.reason()).isEqualTo("REPLACED_ALREADY");
        assertThat(points()).containsOnlyOnce("\"points\":\"16\"");
    }

    @Test
    void aProcessorThatLostTheRejectedOneDoesNotApplyItWhenItComesAfterItsMendedOne()
            throws Exception {
        Operation lost = register.operation(OperationKind.SALE, "m-3", sale());
        assertThat(sent(register.replacing(lost, sale())).outcome()).isEqualTo(Outcome.ACCEPTED);
        Answer late = sent(lost);
        assertThat(late.first().orElseThrow().reason()).isEqualTo("REPLACED_ALREADY");
        assertThat(points()).containsOnlyOnce("\"points\":\"16\"");
    }
}
