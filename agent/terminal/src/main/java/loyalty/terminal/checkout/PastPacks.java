package loyalty.terminal.checkout;

import java.io.IOException;
import java.util.Optional;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.protocol.sync.PackDocument;
import loyalty.terminal.commit.Till;
import loyalty.terminal.sync.Sync;

/**
 * The packs that sales were made with: of this run, else as the ledger keeps them for ever, else
 * from the processor. Where none of them has it the one in force serves, whose money and points
 * have the same units.
 */
final class PastPacks {
    private final Till till;
    private final Programme programme;
    private final Optional<Sync> sync;
    private final Shop shop;

    PastPacks(Till till, Programme programme, Optional<Sync> sync, Shop shop) {
        this.till = till;
        this.programme = programme;
        this.sync = sync;
        this.shop = shop;
    }

    Programme.Rules rules(String hash) throws NotPossible, IOException {
        Optional<Programme.Rules> ofThisRun = programme.rules(hash);
        if (ofThisRun.isPresent()) {
            return ofThisRun.get();
        }
        Optional<PackDocument> kept =
                Waiting.till(till, () -> till.ledger().documents().pack(hash));
        Optional<PackDocument> found = kept.isPresent() ? kept : fetched(hash);
        return found.flatMap(this::read).orElseGet(programme::rules);
    }

    private Optional<PackDocument> fetched(String hash) {
        if (sync.isEmpty() || !sync.get().state().online()) {
            return Optional.empty();
        }
        try {
            return Waiting.of(sync.get().pack(hash), shop.budget());
        } catch (NotPossible | IOException e) {
            return Optional.empty();
        }
    }

    private Optional<Programme.Rules> read(PackDocument document) {
        try {
            return Optional.of(
                    programme.remember(Programme.read(document.text(), document.hash())));
        } catch (InvalidDocumentException e) {
            return Optional.empty(); // a pack that an older agent understood
        }
    }
}
