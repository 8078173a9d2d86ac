package loyalty.terminal.sync;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import loyalty.protocol.identity.SigningKey;
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
        return place.ask(() -> request(code, enrollingKey(), "first"))
                .thenCompose(request -> begin(request, place.processor()::enrol, sent))
                .whenComplete(place.progress()::heard);
    }

    /** Whoever must become somebody new never does so under the key of who it was. */
    private SigningKey enrollingKey() throws StorageException {
        Keys keys = identity.keys();
        boolean fenced = place.ledger().agenda().fenced();
        return fenced ? keys.next() : keys.signing();
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
        return place.ask(() -> request("", identity.keys().next(), "restored"))
                .thenCompose(request -> begin(request, place.processor()::newIncarnation, sent))
                .thenApply(answer -> place.progress().answered(place.settings().look(), 0, 0));
    }

    private EnrolRequest request(String code, SigningKey key, String reason)
            throws StorageException {
        long latest = place.ledger().agenda().incarnation();
        return new EnrolRequest(code, key.verifyKey().base64(), reason, latest);
    }

    private CompletableFuture<EnrolAnswer> begin(
            EnrolRequest request,
            Function<EnrolRequest, CompletableFuture<EnrolAnswer>> call,
            Moment sent) {
        String key = request.publicKey();
        return call.apply(request)
                .thenCompose(answer -> place.ask(() -> become(answer, key, sent)));
    }
}
