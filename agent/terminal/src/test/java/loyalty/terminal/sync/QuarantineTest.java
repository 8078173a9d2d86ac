package loyalty.terminal.sync;

import static loyalty.terminal.commit.Drafts.fromRight;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import loyalty.engine.document.Node;
import loyalty.engine.document.Position;
import loyalty.engine.document.Tree;
import loyalty.protocol.sync.Answer;
import loyalty.terminal.commit.Journal;
import loyalty.terminal.commit.Quarantine;
import loyalty.terminal.sale.SaleDraft;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the processor rejected is mended by a person, and what is mended applies instead. */
class QuarantineTest {
    @TempDir private Path folder;
    private OneRegister register;
    private SaleDraft bad;

    @BeforeEach
    void reject() throws Exception {
        register = new OneRegister(folder, OneRegister::anyPack);
        register.enrol();
        register.sync().lease("m-1");
        register.settle();
        bad = register.sell("A-1", fromRight("l-1", 30));
        register.processor.scripted.put(
                bad.operation(), Answer.rejected(bad.operation(), "MALFORMED", "no such line"));
        register.settle();
    }

    @AfterEach
    void stop() {
        register.close();
    }

    private Quarantine quarantine() {
        return register.ledger().quarantine();
    }

    private Node.Mapping body() throws Exception {
        return quarantine().find(bad.operation()).orElseThrow().operation().body();
    }

    private static Node.Mapping with(Node.Mapping body, String key, Node value) {
        Map<String, Node> entries = new LinkedHashMap<>(body.entries());
        entries.put(key, value);
        return new Node.Mapping(entries, Position.NONE);
    }

    private long remaining() throws Exception {
        return register.ledger().rights().of("l-1").orElseThrow().remaining();
    }

    @Test
    void aMendedBodyIsSentUnderANewIdThatNamesTheRejectedOne() throws Exception {
        Node.Mapping mended = with(body(), "cashier", Tree.text("18"));
        UUID id = OneRegister.waits(quarantine().mend(bad.operation(), mended, "wrong cashier"));
        register.settle();
        assertThat(register.processor.taken.get(id).replaces()).contains(bad.operation());
        assertThat(register.processor.taken.get(id).body()).isEqualTo(mended);
        assertThat(quarantine().list(10)).isEmpty();
        assertThat(register.ledger().outbox().backlog().operations()).isZero();
        assertThat(register.ledger().journal().after(0, 1_000))
                .filteredOn(entry -> entry.kind().equals("quarantine.mended"))
                .extracting(Journal.Entry::body)
                .containsExactly(id + " wrong cashier");
    }

    @Test
    void whatWasSpentStaysSpentWhetherItIsMendedOrGivenUp() throws Exception {
        assertThat(remaining()).isEqualTo(70);
        OneRegister.waits(quarantine().mend(bad.operation(), body(), "again"));
        register.settle();
        assertThat(remaining()).isEqualTo(70);
        assertThat(quarantine().drop(bad.operation(), "settled already")).isFalse();
    }

    @Test
    void aMendedSaleMaySpendNothingElseAndBeNoOtherSale() throws Exception {
        Node cheaper =
                Tree.sequence(
                        List.of(
                                Tree.mapping()
                                        .put("lot", "l-1")
                                        .put("points", 10)
                                        .put("right", 10)
                                        .node()));
        refused(with(body(), "spends", cheaper), "\"spends\" cannot be changed");
        refused(with(body(), "sale", Tree.text("another")), "\"sale\" cannot be changed");
        refused(with(body(), "receipt", Tree.text("B-1")), "\"receipt\" cannot be changed");
    }

    @Test
    void whatTheProcessorCouldNotReadEitherIsNotSent() throws Exception {
        refused(with(body(), "money", Tree.text("much")), "money");
        refused(Tree.mapping().node(), "sale");
    }

    private void refused(Node.Mapping mended, String why) throws Exception {
        Quarantine.Again answer = quarantine().mend(bad.operation(), mended, "a try");
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Quarantine.Again.Refused.class,
                        refused -> assertThat(refused.why()).contains(why));
        assertThat(quarantine().find(bad.operation())).isPresent();
    }

    @Test
    void whatWasMendedOnceIsNotMendedAgain() throws Exception {
        Node.Mapping body = body();
        OneRegister.waits(quarantine().mend(bad.operation(), body, "again"));
        assertThat(quarantine().mend(bad.operation(), body, "again"))
                .isEqualTo(new Quarantine.Again.Missing());
        assertThat(quarantine().retry(bad.operation())).isEqualTo(new Quarantine.Again.Missing());
    }

    @Test
    void aMendedOneThatIsRejectedTooComesBackToQuarantineAndCanBeMendedAgain() throws Exception {
        UUID first = OneRegister.waits(quarantine().mend(bad.operation(), body(), "again"));
        register.processor.scripted.put(first, Answer.rejected(first, "MALFORMED", "still no"));
        register.settle();
        assertThat(quarantine().find(first)).isPresent();
        UUID second = OneRegister.waits(quarantine().retry(first));
        register.settle();
        assertThat(register.processor.taken.get(second).replaces()).contains(first);
        assertThat(quarantine().list(10)).isEmpty();
    }
}
