package loyalty.terminal.sync;

import static loyalty.terminal.commit.Drafts.fromRight;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import loyalty.engine.document.Tree;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.Change;
import loyalty.protocol.sync.ClockQuality;
import loyalty.protocol.sync.Contact;
import loyalty.protocol.sync.PackDocument;
import loyalty.terminal.commit.Journal;
import loyalty.terminal.commit.Outbox;
import loyalty.terminal.commit.PackTrade;
import loyalty.terminal.sale.SaleDraft;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a register must not be brought down by. Each leaves a clear state in a visible place, and
 * nothing is lost. The same key with another body is in {@code LedgerTest}; a return of what was
 * never sold in {@code BadReturnsTest}.
 */
class BadInputTest {
    @TempDir private Path folder;
    private OneRegister register;

    @BeforeEach
    void start() throws Exception {
        register = new OneRegister(folder, BadInputTest::problem);
        register.enrol();
    }

    @AfterEach
    void stop() {
        register.close();
    }

    private static Optional<String> problem(PackDocument pack) {
        return pack.text().startsWith("broken")
                ? Optional.of("line 1: this is no pack")
                : Optional.empty();
    }

    private List<String> journal() throws Exception {
        return register.ledger().journal().after(0, 1_000).stream()
                .map(Journal.Entry::kind)
                .toList();
    }

    @Test
    void aBatchHalfRejectedIsHalfDoneAndTheOtherHalfWaitsForAPerson() throws Exception {
        List<UUID> good = new ArrayList<>();
        List<UUID> bad = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            SaleDraft sale = register.sell("A-" + i);
            (i % 2 == 0 ? good : bad).add(sale.operation());
        }
        bad.forEach(
                id -> register.processor.scripted.put(id, Answer.rejected(id, "INVARIANT", "no")));
        register.settle();
        assertThat(register.processor.taken.keySet()).containsAll(good);
        assertThat(register.ledger().outbox().quarantined(10))
                .extracting(Outbox.Entry::id)
                .containsExactlyElementsOf(bad);
        assertThat(register.ledger().outbox().backlog().operations()).isZero();
        assertThat(journal()).contains("operation.rejected");
        register.processor.scripted.clear();
        UUID mended = register.sentAgain(bad.get(0));
        assertThat(register.ledger().quarantine().drop(bad.get(1), "sold twice")).isTrue();
        register.settle();
        assertThat(register.processor.taken).containsKey(mended);
        assertThat(register.ledger().outbox().quarantined(10)).isEmpty();
        assertThat(journal()).contains("quarantine.mended", "quarantine.dropped");
    }

    @Test
    void anAnswerThatIsLostIsAskedForAgainAndTheEffectIsOne() throws Exception {
        SaleDraft sale = register.sell("A-1");
        register.processor.loseAnswers.addAll(List.of(true, true, true));
        register.run(Duration.ofMinutes(1), Duration.ofSeconds(1));
        assertThat(register.processor.taken.keySet()).containsExactly(sale.operation());
        assertThat(register.ledger().outbox().backlog().operations()).isZero();
    }

    @Test
    void aCursorFromAnotherDatabaseMeansLoadingAgainAndOwnSalesStay() throws Exception {
        register.processor.change(register.processor.view("m-1", 1, 0, false));
        register.settle();
        register.processor.down = true;
        SaleDraft waiting = register.sell("A-1");
        register.processor.generation = "other";
        register.processor.change(register.processor.view("m-2", 1, 0, false));
        register.processor.down = false;
        register.run(Duration.ofMinutes(2), Duration.ofSeconds(1));
        assertThat(register.ledger().members().count()).isEqualTo(2);
        assertThat(register.processor.taken).containsKey(waiting.operation());
        assertThat(journal()).contains("processor.restored");
    }

    @Test
    void aPackThatDoesNotParseIsRefusedAndTheOneInForceStays() throws Exception {
        PackDocument good = published("sha256:1", "good: yes", 1);
        register.settle();
        published("sha256:2", "broken", 2);
        register.settle();
        assertThat(inForce()).contains(good);
        register.run(Duration.ofHours(1), Duration.ofSeconds(10));
        assertThat(journal()).containsOnlyOnce("pack.refused");
        assertThat(refused().why()).contains("line 1: this is no pack");
        published("sha256:3", "good: again", 3);
        register.settle();
        assertThat(register.ledger().correspondence().packs().refused()).isEmpty();
    }

    private PackTrade.Refused refused() throws Exception {
        return register.ledger().correspondence().packs().refused().orElseThrow();
    }

    @Test
    void anOlderAssignmentOfAPackChangesNothing() throws Exception {
        PackDocument newer = published("sha256:2", "good: yes", 5);
        register.settle();
        published("sha256:1", "good: too", 4);
        register.settle();
        assertThat(inForce()).contains(newer);
    }

    @Test
    void aPackSignedByAStrangerIsRefused() throws Exception {
        PackDocument good = published("sha256:1", "good: yes", 1);
        register.settle();
        register.processor.packs.put(
                "sha256:2", new PackDocument("sha256:2", "good: evil", "c3RyYW5nZXI="));
        assign("sha256:2", 2);
        register.settle();
        assertThat(inForce()).contains(good);
        assertThat(journal()).contains("pack.refused");
        assertThat(refused().why()).contains("not signed by this processor");
    }

    private Optional<PackDocument> inForce() throws Exception {
        return register.ledger().documents().packInForce(register.clock.instant());
    }

    private PackDocument published(String hash, String text, long version) {
        PackDocument bare = new PackDocument(hash, text, "");
        PackDocument signed =
                new PackDocument(hash, text, register.processor.key.sign(bare.signedBytes()));
        register.processor.packs.put(hash, signed);
        assign(hash, version);
        return signed;
    }

    private void assign(String hash, long version) {
        register.processor.feed.add(
                register.processor.signed(
                        Change.Kind.PACK,
                        "msk-1",
                        version,
                        Tree.mapping().put("hash", hash).put("previous", "sha256:1").node()));
    }

    @Test
    void aRevokedRegistersSalesWaitForReviewAndStayHere() throws Exception {
        register.settle();
        SaleDraft sale = register.sell("A-1");
        register.processor.standing = Contact.Standing.REVOKED;
        register.processor.scripted.put(
                sale.operation(),
                Answer.later(sale.operation(), Answer.Reason.IN_REVIEW, "a person will look"));
        register.run(Duration.ofMinutes(5), Duration.ofSeconds(5));
        assertThat(register.ledger().outbox().waiting(10))
                .extracting(Outbox.Entry::id)
                .containsExactly(sale.operation());
        assertThat(register.ledger().correspondence().agenda().standing())
                .contains(Contact.Standing.REVOKED);
        register.processor.standing = Contact.Standing.LIVE;
        register.processor.scripted.clear();
        register.run(Duration.ofMinutes(30), Duration.ofSeconds(30));
        assertThat(register.processor.taken).containsKey(sale.operation());
    }

    @Test
    void aClockAYearAheadWhileRunningMovesNoTimeAndIsTold() throws Exception {
        register.settle();
        Instant before = register.ledger().clock().instant();
        register.clock.set(register.clock.instant().plus(Duration.ofDays(365)));
        assertThat(register.ledger().clock().instant())
                .isBefore(before.plus(Duration.ofMinutes(1)));
        assertThat(register.ledger().clock().drift()).isGreaterThan(Duration.ofDays(364));
        SaleDraft sale = register.sell("A-1");
        assertThat(register.ledger().outbox().find(sale.operation()).orElseThrow().at())
                .isBefore(before.plus(Duration.ofMinutes(1)));
        register.settle();
        assertThat(register.processor.taken).containsKey(sale.operation());
    }

    @Test
    void aClockAYearOffAfterARestartIsDoubtfulUntilTheProcessorIsHeard() throws Exception {
        register.sync().lease("m-1");
        register.settle();
        register.processor.down = true;
        register.clock.set(register.clock.instant().plus(Duration.ofDays(365)));
        register.restart();
        assertThat(register.ledger().clock().quality()).isEqualTo(ClockQuality.DOUBTFUL);
        assertThat(register.ledger().mayRedeem()).isFalse();
        assertThat(register.ledger().rights().of("l-1").orElseThrow().remaining()).isEqualTo(100);
        SaleDraft earns = register.sell("A-1");
        assertThat(
                        register.ledger()
                                .outbox()
                                .find(earns.operation())
                                .orElseThrow()
                                .operation()
                                .clock())
                .isEqualTo(ClockQuality.DOUBTFUL);
        register.processor.down = false;
        register.run(Duration.ofMinutes(1), Duration.ofSeconds(1));
        assertThat(register.ledger().clock().quality()).isEqualTo(ClockQuality.TRUSTED);
        assertThat(register.ledger().mayRedeem()).isTrue();
        register.sell("A-2", fromRight("l-1", 10));
    }
}
