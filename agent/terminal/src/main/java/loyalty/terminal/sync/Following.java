package loyalty.terminal.sync;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import loyalty.protocol.sync.Changes;
import loyalty.terminal.clock.Moment;
import loyalty.terminal.commit.Correspondence.Agenda;

/**
 * The errand downwards: a first load page by page, then changes after the cursor. While one page of
 * a first load is written the next is under way. Thread: hops.
 */
final class Following {
    private final Workplace place;
    private Optional<Page> next = Optional.empty();

    Following(Workplace place) {
        this.place = place;
    }

    CompletableFuture<Duration> feed() {
        if (!place.live()) {
            return place.rest();
        }
        return place.ask(() -> place.ledger().agenda())
                .thenComposeAsync(
                        found -> found.cursor().isPresent() ? changes(found) : snapshot(found),
                        place.hops())
                .exceptionallyComposeAsync(this::startOverIfGone, place.hops());
    }

    private CompletableFuture<Duration> changes(Agenda found) {
        Moment sent = place.sent();
        SyncSettings settings = place.settings();
        return place.processor()
                .changes(found.cursor().orElseThrow(), settings.hold(), settings.page())
                .thenCompose(changes -> taken(changes, false, found, sent))
                .thenApplyAsync(
                        changes -> applied(changes.changes().size(), Optional.empty()),
                        place.hops());
    }

    /** A page that was asked for, by whom and when. */
    private record Page(
            Optional<String> token,
            long incarnation,
            Moment sent,
            CompletableFuture<Changes> answer) {
        boolean isFor(Agenda found) {
            return token.equals(found.snapshotPage()) && incarnation == found.incarnation();
        }
    }

    private CompletableFuture<Duration> snapshot(Agenda found) {
        Page page =
                next.filter(asked -> asked.isFor(found))
                        .orElseGet(() -> asked(found.snapshotPage(), found.incarnation()));
        next = Optional.empty();
        return page.answer()
                .thenComposeAsync(
                        changes -> {
                            next =
                                    changes.next()
                                            .map(
                                                    token ->
                                                            asked(
                                                                    Optional.of(token),
                                                                    page.incarnation()));
                            return taken(changes, true, found, page.sent());
                        },
                        place.hops())
                .thenApplyAsync(this::loaded, place.hops());
    }

    private Page asked(Optional<String> token, long incarnation) {
        Moment sent = place.sent();
        int size = place.settings().page();
        return new Page(token, incarnation, sent, place.processor().snapshot(token, size));
    }

    private CompletableFuture<Changes> taken(
            Changes changes, boolean snapshot, Agenda asked, Moment sent) {
        return place.ask(
                () -> {
                    place.ledger().take(changes, snapshot, asked.incarnation(), sent);
                    return changes;
                });
    }

    private Duration loaded(Changes page) {
        long before = place.progress().state().snapshotLoaded().orElse(0L);
        long loaded = before + page.changes().size();
        return applied(page.changes().size(), page.next().map(more -> loaded));
    }

    private Duration applied(int count, Optional<Long> loaded) {
        Progress progress = place.progress();
        progress.change(before -> before.loading(loaded));
        if (count == 0 && loaded.isEmpty()) {
            SyncSettings settings = place.settings();
            return progress.answered(
                    settings.hold().isZero() ? settings.look() : Duration.ZERO, 0, 0);
        }
        place.wakes().look();
        return progress.answered(Duration.ZERO, 0, count);
    }

    private CompletableFuture<Duration> startOverIfGone(Throwable failure) {
        ProcessorException problem = Problems.of(failure);
        if (problem.fault() != ProcessorFault.CURSOR_GONE) {
            return CompletableFuture.failedFuture(problem);
        }
        return place.ask(
                () -> {
                    place.ledger().startOver();
                    return Duration.ZERO;
                });
    }
}
