package loyalty.terminal.api;

import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loyalty.protocol.sync.ClockQuality;
import loyalty.protocol.sync.Contact;
import loyalty.terminal.commit.Ledger;
import loyalty.terminal.commit.PackTrade;

/** What a person should look at, one sentence each, with what to do. Thread: till. */
final class Attention {
    private static final String QUARANTINE =
            " operations were rejected by the processor and wait for a person: \"loyalty-agent sync"
                    + " quarantine\" lists them.";

    private static final Duration DRIFT = Duration.ofMinutes(5);

    private final Ledger ledger;

    Attention(Ledger ledger) {
        this.ledger = ledger;
    }

    List<String> sentences() throws IOException {
        List<String> sentences = new ArrayList<>();
        for (PackTrade.Wanted wanted : ledger.correspondence().packs().wanted()) {
            sentences.add(unknown(wanted));
        }
        Optional<PackTrade.Refused> refused = ledger.correspondence().packs().refused();
        if (refused.isPresent()) {
            sentences.add(
                    "Rule pack "
                            + refused.get().hash()
                            + " is assigned here and was refused: "
                            + refused.get().why()
                            + ". The one in force stays; publish it again, mended.");
        }
        long quarantined = ledger.outbox().backlog().quarantined();
        if (quarantined > 0) {
            sentences.add(quarantined + QUARANTINE);
        }
        Optional<Contact.Standing> standing = ledger.correspondence().agenda().standing();
        if (standing.filter(Contact.Standing.REVOKED::equals).isPresent()) {
            sentences.add(
                    "This register is revoked: what it sends waits for a review at the processor."
                            + " Ask the back office.");
        }
        if (ledger.register().fenced()) {
            sentences.add(
                    "This ledger was restored, copied or rebuilt: its rights are void until the"
                            + " processor has given new ones.");
        }
        if (ledger.clock().quality() == ClockQuality.DOUBTFUL && enrolled()) {
            sentences.add(
                    "The clock is doubtful: no points are spent or granted until the processor has"
                            + " said what time it is. Check the clock of this machine.");
        }
        Duration drift = ledger.clock().drift();
        if (drift.abs().compareTo(DRIFT) > 0 && enrolled()) {
            sentences.add(
                    "This machine's clock differs from the processor's time by "
                            + drift.truncatedTo(ChronoUnit.MINUTES)
                            + ". Promotions and expiry follow the processor; set the clock right.");
        }
        return List.copyOf(sentences);
    }

    private boolean enrolled() throws IOException {
        return ledger.correspondence().agenda().enrolled();
    }

    private static String unknown(PackTrade.Wanted wanted) {
        return wanted.held().isPresent()
                ? "The processor lost rule pack " + wanted.hash() + ": it is being given back."
                : "The processor does not know rule pack "
                        + wanted.hash()
                        + ", so the sales made with it wait. Publish the file that agent.yaml names"
                        + " as pack: \"loyalty-agent processor pack FILE\" there.";
    }
}
