package loyalty.terminal.sync;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import loyalty.protocol.sync.Contact;
import loyalty.protocol.sync.TotalsReport;
import loyalty.terminal.clock.Moment;
import loyalty.terminal.commit.Correspondence.Agenda;
import loyalty.terminal.commit.Outbox;
import loyalty.terminal.database.StorageException;

/**
 * Errands upwards: operations in batches, and, for a processor that was put back to an older state,
 * this register's totals once everything else is sent.
 */
final class Uploading {
    private static final int TOTALS_PAGE = 500;

    private final Workplace place;
    private int batch;

    Uploading(Workplace place) {
        this.place = place;
        this.batch = place.settings().batch();
    }

    CompletableFuture<Duration> operations() {
        if (!place.enrolled()) {
            return place.rest();
        }
        return place.ask(() -> place.ledger().nextBatch(batch, place.settings().batchBytes()))
                .thenComposeAsync(this::send, place.hops());
    }

    /** An empty batch asks how far the processor counts; before the totals it is worth asking. */
    private CompletableFuture<Duration> send(List<Outbox.Entry> entries) {
        boolean countWanted = place.today().totalsDue() && !place.today().counted();
        if (entries.isEmpty() && !countWanted) {
            return place.rest();
        }
        Moment sent = place.sent();
        long author =
                entries.isEmpty() ? place.today().incarnation() : entries.get(0).incarnation();
        return place.processor()
                .upload(entries.stream().map(Outbox.Entry::json).toList())
                .thenCompose(
                        answer ->
                                place.ask(
                                        () -> {
                                            place.ledger().take(answer, author, sent);
                                            return answer.answers().size();
                                        }))
                .thenApplyAsync(this::sent, place.hops())
                .exceptionallyComposeAsync(failure -> smaller(entries, failure), place.hops());
    }

    private Duration sent(int operations) {
        if (operations == 0) {
            place.wakes().look(); // it was asked only how far it counts
        }
        batch = Math.min(place.settings().batch(), batch * 2);
        return place.progress().answered(Duration.ZERO, operations, 0);
    }

    /** A batch that breaks the processor is tried in halves; a single one is set aside. */
    private CompletableFuture<Duration> smaller(List<Outbox.Entry> entries, Throwable failure) {
        ProcessorException problem = Problems.of(failure);
        if (problem.fault() != ProcessorFault.BROKEN || entries.isEmpty()) {
            return CompletableFuture.failedFuture(problem);
        }
        if (entries.size() > 1) {
            batch = Math.max(1, entries.size() / 2);
            return CompletableFuture.completedFuture(Duration.ZERO);
        }
        Outbox.Entry culprit = entries.get(0);
        return place.ask(
                () -> {
                    place.ledger().setAside(culprit.id(), String.valueOf(problem.getMessage()));
                    return Duration.ZERO;
                });
    }

    CompletableFuture<Duration> totals() {
        if (!place.enrolled() || !mayTellTotals(place.today())) {
            return place.rest();
        }
        return place.ask(this::totalsNow)
                .thenComposeAsync(
                        pages -> pages.isEmpty() ? place.rest() : send(pages, 0), place.hops());
    }

    /** None if the processor was put back since we looked. */
    private List<TotalsReport> totalsNow() throws StorageException {
        return mayTellTotals(place.ledger().agenda())
                ? place.ledger().totals(TOTALS_PAGE)
                : List.of();
    }

    /** Only after everything else was told: leases begin when all have told theirs. */
    private static boolean mayTellTotals(Agenda now) {
        return now.totalsDue() && now.outboxEmpty() && now.counted();
    }

    private CompletableFuture<Duration> send(List<TotalsReport> pages, int next) {
        if (next == pages.size()) {
            return place.ask(
                    () -> {
                        place.ledger().totalsSent();
                        return place.settings().look();
                    });
        }
        Moment sent = place.sent();
        return place.processor()
                .totals(pages.get(next))
                .thenCompose(contact -> place.ask(() -> met(contact, sent)))
                .thenCompose(met -> send(pages, next + 1));
    }

    private boolean met(Contact contact, Moment sent) throws Exception {
        place.ledger().take(contact, sent);
        return true;
    }
}
