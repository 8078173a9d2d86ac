package loyalty.terminal.sync;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.BatchAnswer;
import loyalty.protocol.sync.Contact;
import loyalty.protocol.sync.TotalsReport;
import loyalty.terminal.clock.Moment;
import loyalty.terminal.commit.Correspondence.Agenda;
import loyalty.terminal.commit.Outbox;
import loyalty.terminal.database.StorageException;

/**
 * Errands upwards: operations in batches, and, for a processor that was put back to an older state,
 * this register's totals once everything else is sent. While the answers to one batch are written
 * the next is under way. Thread: hops.
 */
final class Uploading {
    private static final int TOTALS_PAGE = 500;

    private final Workplace place;
    private int batch;
    private Optional<Sent> ahead = Optional.empty();

    /**
     * A batch on its way.
     *
     * @param next what waits after it, read meanwhile
     */
    private record Sent(
            List<Outbox.Entry> entries,
            long author,
            Moment at,
            CompletableFuture<BatchAnswer> answer,
            CompletableFuture<List<Outbox.Entry>> next) {

        /** What follows may follow: nothing of this batch is to be said again before it. */
        boolean isSettledBy(BatchAnswer answer) {
            return answer.answers().size() == entries.size()
                    && answer.answers().stream().allMatch(Answer::closes)
                    && answer.contact().standing() == Contact.Standing.LIVE
                    && !answer.contact().totalsWanted();
        }
    }

    Uploading(Workplace place) {
        this.place = place;
        this.batch = place.settings().batch();
    }

    CompletableFuture<Duration> operations() {
        if (!place.enrolled()) {
            return place.rest();
        }
        if (ahead.isPresent()) {
            Sent under = ahead.get();
            ahead = Optional.empty();
            return taken(under);
        }
        return next(0).thenComposeAsync(this::send, place.hops());
    }

    private CompletableFuture<List<Outbox.Entry>> next(long after) {
        int most = batch;
        int bytes = place.settings().batchBytes();
        return place.ask(() -> place.ledger().nextBatch(after, most, bytes));
    }

    /** An empty batch asks how far the processor counts; before the totals it is worth asking. */
    private CompletableFuture<Duration> send(List<Outbox.Entry> entries) {
        boolean countWanted = place.today().totalsDue() && !place.today().counted();
        if (entries.isEmpty() && !countWanted) {
            return place.rest();
        }
        return taken(sent(entries));
    }

    private Sent sent(List<Outbox.Entry> entries) {
        Moment now = place.sent();
        boolean none = entries.isEmpty();
        return new Sent(
                entries,
                none ? place.today().incarnation() : entries.get(0).incarnation(),
                now,
                place.processor().upload(entries.stream().map(Outbox.Entry::json).toList()),
                none
                        ? CompletableFuture.completedFuture(List.of())
                        : next(entries.get(entries.size() - 1).position()));
    }

    private CompletableFuture<Duration> taken(Sent sent) {
        return sent.answer()
                .thenCombineAsync(
                        sent.next(), (answer, next) -> goOn(sent, answer, next), place.hops())
                .thenCompose(
                        answer ->
                                place.ask(
                                        () -> {
                                            place.ledger().take(answer, sent.author(), sent.at());
                                            return answer.answers().size();
                                        }))
                .thenApplyAsync(this::told, place.hops())
                .exceptionallyComposeAsync(
                        failure -> smaller(sent.entries(), failure), place.hops());
    }

    private BatchAnswer goOn(Sent sent, BatchAnswer answer, List<Outbox.Entry> next) {
        if (!next.isEmpty() && sent.isSettledBy(answer)) {
            ahead = Optional.of(sent(next));
        }
        return answer;
    }

    private Duration told(int operations) {
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
