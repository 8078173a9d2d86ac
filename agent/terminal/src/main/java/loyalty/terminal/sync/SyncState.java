package loyalty.terminal.sync;

import java.time.Instant;
import java.util.Optional;
import loyalty.protocol.sync.Contact;

/**
 * How this register stands with the processor, at one moment. For status, metrics and the cashier
 * page.
 *
 * @param online the last call was answered
 * @param lastContact trusted time of the last answer
 * @param standing how the processor sees this register; empty before the first contact
 * @param snapshotLoaded members taken from a first load that is under way; empty if none is
 * @param lastProblem the last failure's sentence; empty once a call succeeded after it
 * @param uploaded operations answered since the start
 * @param applied changes taken since the start
 */
public record SyncState(
        boolean online,
        Optional<Instant> lastContact,
        Optional<Contact.Standing> standing,
        Optional<Long> snapshotLoaded,
        String lastProblem,
        long uploaded,
        long applied) {
    /** Before anything was tried. */
    public static final SyncState START =
            new SyncState(false, Optional.empty(), Optional.empty(), Optional.empty(), "", 0, 0);

    SyncState contacted(Instant at) {
        return new SyncState(
                true, Optional.of(at), standing, snapshotLoaded, "", uploaded, applied);
    }

    SyncState failed(String sentence, boolean outage) {
        return new SyncState(
                online && !outage,
                lastContact,
                standing,
                snapshotLoaded,
                sentence,
                uploaded,
                applied);
    }

    SyncState standing(Optional<Contact.Standing> now) {
        return new SyncState(
                online, lastContact, now, snapshotLoaded, lastProblem, uploaded, applied);
    }

    SyncState moved(long more, long changes) {
        return new SyncState(
                online,
                lastContact,
                standing,
                snapshotLoaded,
                lastProblem,
                uploaded + more,
                applied + changes);
    }

    SyncState loading(Optional<Long> loaded) {
        return new SyncState(online, lastContact, standing, loaded, lastProblem, uploaded, applied);
    }
}
