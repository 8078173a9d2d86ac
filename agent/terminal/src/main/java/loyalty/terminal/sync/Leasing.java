package loyalty.terminal.sync;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import loyalty.protocol.sync.RightsRequest;
import loyalty.terminal.clock.Moment;

/** Rights: asked for when a member is here, sent home when nothing has used them for long. */
final class Leasing {
    /** Members come one after the other: their rights are asked for together. */
    private static final Duration GATHER = Duration.ofMillis(200);

    private static final Duration IDLE_LOOK = Duration.ofHours(1);
    private static final int IDLE_MOST = 100;

    private final Workplace place;
    private final Set<String> wanted = new LinkedHashSet<>();

    Leasing(Workplace place) {
        this.place = place;
    }

    /** Thread: sync. */
    void want(String member) {
        wanted.add(member);
    }

    CompletableFuture<Duration> rights() {
        if (!place.live() || wanted.isEmpty()) {
            return CompletableFuture.completedFuture(GATHER);
        }
        List<String> members = wanted.stream().limit(RightsRequest.LIMIT).toList();
        RightsRequest request =
                new RightsRequest(
                        members.stream()
                                .map(m -> new RightsRequest.Want(m, Optional.empty(), 0))
                                .toList());
        Moment sent = place.sent();
        wanted.removeAll(members);
        return place.processor()
                .rights(request)
                .thenCompose(
                        answer ->
                                place.ask(
                                        () -> {
                                            place.ledger().take(answer, sent);
                                            return true;
                                        }))
                .thenApplyAsync(done -> place.progress().answered(GATHER, 0, 0), place.hops());
    }

    /** Also forgets what the processor has kept long enough. */
    CompletableFuture<Duration> idle() {
        if (!place.enrolled()) {
            return place.rest();
        }
        return place.ask(
                () -> {
                    place.ledger().returnIdle(place.settings().idleReturn(), IDLE_MOST);
                    place.ledger().forgetAnswered();
                    return IDLE_LOOK;
                });
    }
}
