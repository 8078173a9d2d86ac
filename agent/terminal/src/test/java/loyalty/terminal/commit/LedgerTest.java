package loyalty.terminal.commit;

import static loyalty.terminal.commit.Drafts.fromHold;
import static loyalty.terminal.commit.Drafts.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.BatchAnswer;
import loyalty.protocol.sync.Contact;
import loyalty.protocol.sync.OperationKind;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.sale.KeptAnswer;
import loyalty.terminal.sale.Outcome;
import loyalty.terminal.sale.Refusal;
import loyalty.terminal.sale.Request;
import loyalty.terminal.sale.Sale;
import loyalty.terminal.sale.SaleDraft;
import loyalty.terminal.sale.SaleState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    @TempDir Path folder;
    private final HandClock clock = new HandClock();
    private Ledger ledger;

    @BeforeEach
    void open() throws StorageException {
        ledger = Ledgers.open(folder, clock);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private void reopen() throws StorageException {
        ledger.close();
        open();
    }

    private Sale done(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done) outcome).sale();
    }

    private static Refusal refusal(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).reason();
    }

    @Test
    void aConfirmedSaleIsInTheOutboxAfterARestart() throws StorageException {
        SaleDraft draft = Drafts.sale(ledger, "A-1");
        assertThat(done(ledger.open(draft, request("1"))).state()).isEqualTo(SaleState.OPEN);
        assertThat(done(ledger.printing(draft.id())).state()).isEqualTo(SaleState.PRINTING);
        assertThat(done(ledger.confirm(draft.id(), request("2"), Optional.empty())).state())
                .isEqualTo(SaleState.CONFIRMED);
        reopen();
        assertThat(ledger.outbox().waiting(10)).hasSize(1);
        assertThat(ledger.outbox().waiting(10).get(0).operation().id())
                .isEqualTo(draft.operation());
        assertThat(ledger.sale(draft.id()).orElseThrow().draft()).isEqualTo(draft);
        assertThat(ledger.journal().verify().holds()).isTrue();
        assertThat(ledger.register().seq()).isEqualTo(1);
    }

    @Test
    void theSameKeyGivesTheSameAnswerAndAnotherBodyIsRefused() throws StorageException {
        SaleDraft draft = Drafts.sale(ledger, "A-1");
        ledger.open(draft, request("1"));
        ledger.keep(request("1"), draft.id(), new KeptAnswer(201, "{}"));
        reopen();
        Outcome again = ledger.open(Drafts.sale(ledger, "A-1"), request("1"));
        assertThat(again)
                .isEqualTo(
                        new Outcome.Repeated(
                                ledger.sale(draft.id()), Optional.of(new KeptAnswer(201, "{}"))));
        Request other = new Request("pos", "/v1/sales", "1", "another body");
        assertThat(refusal(ledger.open(draft, other))).isEqualTo(Refusal.KEY_REUSED);
    }

    @Test
    void aReceiptNumberIsTakenOnceUntilItsSaleIsCancelled() throws StorageException {
        SaleDraft first = Drafts.sale(ledger, "A-1");
        ledger.open(first, request("1"));
        SaleDraft second = Drafts.sale(ledger, "A-1");
        assertThat(refusal(ledger.open(second, request("2")))).isEqualTo(Refusal.RECEIPT_TAKEN);
        ledger.cancel(first.id(), request("3"), Optional.empty());
        assertThat(done(ledger.open(second, request("4"))).state()).isEqualTo(SaleState.OPEN);
    }

    @Test
    void anOpenSaleLeftAloneIsCancelledButAPrintingOneIsNot() throws StorageException {
        SaleDraft open = Drafts.sale(ledger, "A-1", fromHold("l-1", 60));
        SaleDraft printing = Drafts.sale(ledger, "A-2");
        ledger.open(open, request("1"));
        ledger.open(printing, request("2"));
        ledger.printing(printing.id());
        clock.pass(Duration.ofMinutes(4));
        assertThat(ledger.cancelAbandoned()).isZero();
        clock.pass(Duration.ofMinutes(2));
        assertThat(ledger.cancelAbandoned()).isEqualTo(1);
        assertThat(ledger.sale(open.id()).orElseThrow().state()).isEqualTo(SaleState.CANCELLED);
        assertThat(ledger.sale(printing.id()).orElseThrow().state()).isEqualTo(SaleState.PRINTING);
        assertThat(ledger.outbox().waiting(10))
                .extracting(Outbox.Entry::kind)
                .containsExactly(OperationKind.CANCEL.word());
    }

    @Test
    void aSaleConfirmedAfterItsCancellationIsMarkedLate() throws StorageException {
        SaleDraft draft = Drafts.sale(ledger, "A-1", fromHold("l-1", 60));
        ledger.open(draft, request("1"));
        ledger.cancel(draft.id(), request("2"), Optional.empty());
        Sale sale = done(ledger.confirm(draft.id(), request("3"), Optional.empty()));
        assertThat(sale.late()).isTrue();
        assertThat(sale.draft().body().spends().get(0).hold()).isZero();
        assertThat(ledger.outbox().waiting(10)).hasSize(2);
    }

    @Test
    void rightsThatAreNotThereCannotBeSpent() throws StorageException {
        SaleDraft draft = Drafts.sale(ledger, "A-1", Drafts.fromRight("l-1", 60));
        assertThat(refusal(ledger.open(draft, request("1")))).isEqualTo(Refusal.TERM_OVER);
        assertThat(ledger.sale(draft.id())).isEmpty();
    }

    @Test
    void aLedgerPutBackToAnOlderStateIsFenced() throws Exception {
        SaleDraft draft = Drafts.sale(ledger, "A-1");
        ledger.open(draft, request("1"));
        ledger.close();
        byte[] old = java.nio.file.Files.readAllBytes(folder.resolve("ledger.db"));
        open();
        ledger.confirm(draft.id(), request("2"), Optional.empty());
        ledger.close();
        java.nio.file.Files.write(folder.resolve("ledger.db"), old);
        java.nio.file.Files.deleteIfExists(folder.resolve("ledger.db-wal"));
        open();
        assertThat(ledger.register().fenced()).isTrue();
        assertThat(ledger.mayRedeem()).isFalse();
    }

    @Test
    void settledSalesAreForgottenByAgeAndUnansweredOnesNever() throws StorageException {
        SaleDraft waiting = Drafts.sale(ledger, "A-1");
        SaleDraft cancelled = Drafts.sale(ledger, "A-2");
        ledger.open(waiting, request("1"));
        ledger.confirm(waiting.id(), request("2"), Optional.empty());
        ledger.open(cancelled, request("3"));
        ledger.cancel(cancelled.id(), request("4"), Optional.empty());
        assertThat(ledger.attic().forgetSales(Duration.ofDays(400), 50)).isZero();
        clock.pass(Duration.ofDays(401));
        assertThat(ledger.attic().forgetSales(Duration.ofDays(400), 50)).isEqualTo(1);
        assertThat(ledger.sale(cancelled.id())).isEmpty();
        assertThat(ledger.sale(waiting.id())).isPresent();
        assertThat(ledger.journal().verify().holds()).isTrue();
    }

    @Test
    void aSaleWhoseMendedOperationWaitsIsNotForgotten() throws StorageException {
        SaleDraft sale = Drafts.sale(ledger, "A-1");
        ledger.open(sale, request("1"));
        ledger.confirm(sale.id(), request("2"), Optional.empty());
        Answer rejected = Answer.rejected(sale.operation(), "UNKNOWN_MEMBER", "no");
        Contact contact =
                new Contact(clock.instant(), Duration.ofDays(3), "g", Contact.Standing.LIVE, false);
        BatchAnswer answer = new BatchAnswer(List.of(rejected), 1, Duration.ofDays(30), contact);
        ledger.correspondence().take(answer, 1, ledger.clock().moment());
        assertThat(ledger.quarantine().retry(sale.operation()))
                .isInstanceOf(Quarantine.Again.Waits.class);
        clock.pass(Duration.ofDays(401));
        assertThat(ledger.attic().forgetSales(Duration.ofDays(400), 50)).isZero();
        assertThat(ledger.sale(sale.id())).isPresent();
    }

    @Test
    void anAnswerIsKeptForAWeek() throws StorageException {
        SaleDraft sale = Drafts.sale(ledger, "A-1");
        ledger.open(sale, request("1"));
        ledger.keep(request("1"), sale.id(), new KeptAnswer(201, "{}"));
        clock.pass(Duration.ofDays(6));
        ledger.housekeeping();
        assertThat(ledger.answered(request("1"))).isPresent();
        clock.pass(Duration.ofDays(2));
        ledger.housekeeping();
        assertThat(ledger.answered(request("1"))).isEmpty();
    }
}
