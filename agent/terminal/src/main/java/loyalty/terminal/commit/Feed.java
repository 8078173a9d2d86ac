package loyalty.terminal.commit;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.protocol.identity.IdentifierHash;
import loyalty.protocol.sync.Change;
import loyalty.protocol.sync.LotPoints;
import loyalty.protocol.sync.MemberView;
import loyalty.protocol.sync.Transfer;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.member.Members;

/**
 * Takes what the processor says into the ledger. All of it joins the surrounding transaction, so
 * that a cursor never runs ahead of its changes. What cannot be used is noted in the journal and
 * passed over: one bad document must not stop the feed.
 */
final class Feed {
    private final Members members;
    private final Rights rights;
    private final Outbox outbox;
    private final Documents documents;
    private final Register register;
    private final Journal journal;
    private final Forgotten forgotten;
    private final Homeward homeward;

    Feed(Book book) {
        this.members = book.members();
        this.rights = book.rights();
        this.outbox = book.outbox();
        this.documents = book.documents();
        this.register = book.register();
        this.journal = book.journal();
        this.forgotten = new Forgotten(book);
        this.homeward = new Homeward(book.rights());
    }

    /** Returns the operations that give recalled rights back, to be appended by the caller. */
    List<OperationDraft> take(Change change, Instant at, Supplier<UUID> ids)
            throws StorageException {
        switch (change.kind()) {
            case MEMBER -> {
                return member(change, at, ids);
            }
            case CARD -> card(change);
            default -> {
                Optional<String> refused = documents.apply(change);
                if (refused.isPresent()) {
                    journal.append(at, "document.refused", change.id(), refused.get());
                }
            }
        }
        return List.of();
    }

    private List<OperationDraft> member(Change change, Instant at, Supplier<UUID> ids)
            throws StorageException {
        if (change.state().isEmpty()) {
            members.forget(change.id(), change.version());
            return List.of();
        }
        try {
            return take(MemberView.read(change.state().get()), at, ids);
        } catch (InvalidDocumentException e) {
            journal.append(at, "member.refused", change.id(), String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    /** A member's state newer than the cached one, and the register's rights on its lots. */
    List<OperationDraft> take(MemberView view, Instant at, Supplier<UUID> ids)
            throws StorageException {
        if (members.apply(view, at)) {
            outbox.seen(view.id(), view.version());
        }
        List<LotPoints> back = new ArrayList<>();
        Map<String, Instant> ends = view.rights().isEmpty() ? Map.of() : ends(view);
        for (MemberView.Right right : view.rights()) {
            if (right.incarnation() == register.incarnation()) {
                take(view.id(), right, Optional.ofNullable(ends.get(right.lot())), at);
                rights.recalled(right.lot(), right.recalled());
                if (right.recalled()) {
                    homeward.free(right.lot(), at).ifPresent(back::add);
                }
            }
        }
        forgotten.lookFor(view);
        return back.isEmpty() ? List.of() : List.of(Homeward.operation(view.id(), back, ids));
    }

    private static Map<String, Instant> ends(MemberView view) {
        Map<String, Instant> ends = new HashMap<>();
        view.snapshot()
                .ifPresent(
                        state ->
                                Fields.of(state, new ArrayList<>())
                                        .each("lots", lot -> lot)
                                        .forEach(lot -> noteEnd(lot, ends)));
        return ends;
    }

    private static void noteEnd(Fields lot, Map<String, Instant> ends) {
        Optional<String> end = lot.text("expiresAt");
        try {
            if (end.isPresent()) {
                ends.put(lot.requiredText("id"), Instant.parse(end.get()));
            }
        } catch (DateTimeParseException e) {
            return; // whoever reads the member says so
        }
    }

    private void take(String member, MemberView.Right right, Optional<Instant> end, Instant at)
            throws StorageException {
        rights.granted(right.lot(), member, right.granted(), end, at);
        for (Transfer transfer : right.received()) {
            rights.receive(transfer, at);
        }
    }

    private void card(Change change) throws StorageException {
        IdentifierHash hash;
        try {
            hash = new IdentifierHash(change.id());
        } catch (IllegalArgumentException e) {
            return; // not a hash of ours; nobody can ever scan it
        }
        Optional<String> member = change.state().flatMap(Feed::memberOf);
        if (member.isPresent()) {
            members.link(hash, member.get(), change.version());
        } else {
            members.unlink(hash, change.version());
        }
    }

    private static Optional<String> memberOf(Node.Mapping state) {
        return Fields.of(state, new ArrayList<>()).text("member");
    }
}
