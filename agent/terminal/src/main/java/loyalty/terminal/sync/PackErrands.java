package loyalty.terminal.sync;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import loyalty.protocol.sync.PackDocument;
import loyalty.terminal.commit.PackTrade;
import loyalty.terminal.database.StorageException;

/** Rule packs, both ways: what is assigned comes, what the processor lost goes back to it. */
final class PackErrands {
    /** A pack that was refused may be there in another form after a while. */
    private static final Duration REFUSED = Duration.ofMinutes(5);

    private final Workplace place;
    private final Sync.PackReader reader;

    PackErrands(Workplace place, Sync.PackReader reader) {
        this.place = place;
        this.reader = reader;
    }

    CompletableFuture<Duration> fetch() {
        if (!place.enrolled() || place.today().missingPacks().isEmpty()) {
            return place.rest();
        }
        String hash = place.today().missingPacks().get(0);
        return place.processor()
                .pack(hash)
                .thenApplyAsync(pack -> new Judged(pack, problem(hash, pack)), place.hops())
                .thenCompose(judged -> place.ask(() -> refused(judged)))
                .thenApplyAsync(this::fetched, place.hops());
    }

    private record Judged(PackDocument pack, Optional<String> problem) {}

    private Duration fetched(boolean refused) {
        place.wakes().look();
        return refused ? REFUSED : Duration.ZERO;
    }

    /** Asks for a pack that an earlier sale was made with; empty if what came is not genuine. */
    CompletableFuture<Optional<PackDocument>> ask(String hash) {
        return place.processor().pack(hash).thenCompose(pack -> place.ask(() -> kept(hash, pack)));
    }

    private Optional<PackDocument> kept(String hash, PackDocument pack) throws StorageException {
        boolean taken = problem(hash, pack).isEmpty() && trade().take(pack).isEmpty();
        return Optional.of(pack).filter(p -> taken);
    }

    /** The processor lost a pack that it had signed: it gets it back, and sales go on. */
    CompletableFuture<Duration> giveBack() {
        if (!place.enrolled() || place.today().packsToGive().isEmpty()) {
            return place.rest();
        }
        PackDocument pack = place.today().packsToGive().get(0);
        return place.processor()
                .uploadPack(pack)
                .thenCompose(
                        taken ->
                                place.ask(
                                        () -> {
                                            trade().given(pack.hash());
                                            return true;
                                        }))
                .thenApplyAsync(
                        done -> {
                            place.wakes().hurry();
                            return place.progress().answered(place.settings().look(), 0, 0);
                        },
                        place.hops());
    }

    private PackTrade trade() {
        return place.ledger().packs();
    }

    private Optional<String> problem(String hash, PackDocument pack) {
        return pack.hash().equals(hash)
                ? reader.problem(pack)
                : Optional.of("another pack came: " + pack.hash());
    }

    private boolean refused(Judged judged) throws StorageException {
        Optional<String> refused = judged.problem();
        if (refused.isEmpty()) {
            refused = trade().take(judged.pack());
        }
        if (refused.isPresent()) {
            trade().refuse(judged.pack().hash(), refused.get());
        }
        return refused.isPresent();
    }
}
