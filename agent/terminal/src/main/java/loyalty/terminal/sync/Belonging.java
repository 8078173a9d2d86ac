package loyalty.terminal.sync;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import loyalty.protocol.sync.EnrolAnswer;
import loyalty.protocol.sync.EnrolRequest;
import loyalty.terminal.clock.Moment;
import loyalty.terminal.commit.Keys;
import loyalty.terminal.database.StorageException;

/** Who this register is: enrolled with a code, and somebody new after its ledger was restored. */
final class Belonging {
    private final Workplace place;
    private final Sync.Identity identity;

    Belonging(Workplace place, Sync.Identity identity) {
        this.place = place;
        this.identity = identity;
    }

    CompletableFuture<EnrolAnswer> enrol(String code) {
        Moment sent = place.sent();
        return place.ask(this::enrollingKey)
                .thenCompose(
                        key ->
                                place.processor()
                                        .enrol(new EnrolRequest(code, key, "first"))
                                        .thenCompose(
                                                answer ->
                                                        place.ask(() -> become(answer, key, sent))))
                .whenComplete(place.progress()::heard);
    }

    /** Whoever must become somebody new never does so under the key of who it was. */
    private String enrollingKey() throws StorageException {
        Keys keys = identity.keys();
        boolean fenced = place.ledger().agenda().fenced();
        return (fenced ? keys.next() : keys.signing()).verifyKey().base64();
    }

    private EnrolAnswer become(EnrolAnswer answer, String key, Moment sent) throws Exception {
        place.ledger().enrolled(answer, sent, identity.keys(), key);
        identity.changed(answer);
        place.wakes().hurry();
        return answer;
    }

    /** A new incarnation, if the present one's rights are void. */
    CompletableFuture<Duration> incarnation() {
        if (!place.enrolled() || !place.today().fenced()) {
            return place.rest();
        }
        return place.ask(() -> place.ledger().agenda())
                .thenComposeAsync(now -> now.fenced() ? begin() : place.rest(), place.hops());
    }

    private CompletableFuture<Duration> begin() {
        Moment sent = place.sent();
        return place.ask(() -> identity.keys().next().verifyKey().base64())
                .thenCompose(
                        key ->
                                place.processor()
                                        .newIncarnation(new EnrolRequest("", key, "restored"))
                                        .thenCompose(
                                                answer ->
                                                        place.ask(() -> become(answer, key, sent))))
                .thenApply(answer -> place.progress().answered(place.settings().look(), 0, 0));
    }
}
