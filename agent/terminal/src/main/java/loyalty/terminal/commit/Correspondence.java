package loyalty.terminal.commit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import loyalty.protocol.identity.IdentifierHash;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.BatchAnswer;
import loyalty.protocol.sync.Change;
import loyalty.protocol.sync.Changes;
import loyalty.protocol.sync.Contact;
import loyalty.protocol.sync.EnrolAnswer;
import loyalty.protocol.sync.LotPoints;
import loyalty.protocol.sync.MemberView;
import loyalty.protocol.sync.PackDocument;
import loyalty.protocol.sync.RightsAnswer;
import loyalty.protocol.sync.TotalsReport;
import loyalty.terminal.clock.Moment;
import loyalty.terminal.database.StorageException;

/**
 * What ledger and processor have to say to each other. Each method is one durable transaction, and
 * each answer renews the term from the moment its request was sent. Thread: till; sync asks for it
 * through the till's queue.
 */
public final class Correspondence {
    private static final Duration KEEP_ANSWERED = Duration.ofDays(30);

    private final Book book;
    private final Encounter encounter;
    private final Becoming becoming;
    private final PackTrade packs;
    private final Feed feed;
    private final Homeward homeward;

    Correspondence(Book book) {
        this.book = book;
        this.encounter = new Encounter(book);
        this.becoming = new Becoming(book, encounter);
        this.packs = new PackTrade(book);
        this.homeward = new Homeward(book.rights());
        this.feed = new Feed(book);
    }

    /**
     * What sync needs to know to choose what to ask next.
     *
     * @param standing how the processor sees this register; empty before the first contact
     * @param cursor where the feed continues; empty if a first load is needed
     * @param snapshotPage the next page of a first load under way
     * @param fenced a new incarnation must be asked for
     * @param totalsDue the processor was restored and wants this register's totals
     * @param missingPacks packs that are assigned and not here
     * @param counted since it was put back the processor told how far it knows this incarnation
     * @param incarnation in which the register asks now
     */
    public record Agenda(
            boolean enrolled,
            Optional<Contact.Standing> standing,
            Optional<String> cursor,
            Optional<String> snapshotPage,
            boolean fenced,
            boolean totalsDue,
            boolean outboxEmpty,
            boolean counted,
            List<String> missingPacks,
            List<PackDocument> packsToGive,
            long incarnation) {}

    /** Rule packs, both ways. */
    public PackTrade packs() {
        return packs;
    }

    public Agenda agenda() throws StorageException {
        return new Agenda(
                book.settings().find("generation").isPresent(),
                book.settings().word("standing").map(Contact.Standing::valueOf),
                book.settings().word("cursor"),
                book.settings().word("snapshot.page"),
                book.register().fenced(),
                book.settings().number("totals.due") == 1,
                book.outbox().waiting(1).isEmpty(),
                counted(),
                book.documents().missingPacks(),
                packs.wanted().stream().flatMap(wanted -> wanted.held().stream()).toList(),
                book.register().incarnation());
    }

    private boolean counted() throws StorageException {
        return book.settings()
                .word("counted.generation")
                .equals(book.settings().word("generation"));
    }

    /** The register is somebody now, or somebody new: see {@link Becoming}. */
    public void enrolled(EnrolAnswer answer, Moment sent, Keys keys, String publicKey)
            throws StorageException {
        becoming.enrolled(answer, sent, keys, publicKey);
    }

    /** The store this register stands in, once it is enrolled. */
    public Optional<String> store() throws StorageException {
        return book.settings().word("store");
    }

    /**
     * A page of the first load, or changes after the cursor; with the cursor in one transaction.
     * What an earlier incarnation asked for shows that one's rights: it is passed over, and asked
     * for again.
     *
     * @param asker the incarnation that asked
     */
    public void take(Changes changes, boolean snapshot, long asker, Moment sent)
            throws StorageException {
        book.change(
                () -> {
                    if (asker != book.register().incarnation()) {
                        return false;
                    }
                    encounter.met(changes.contact(), sent);
                    for (Change change : changes.changes()) {
                        append(feed.take(change, book.clock().instant(), book.ids()::next));
                    }
                    if (snapshot && changes.next().isPresent()) {
                        book.settings().put("snapshot.page", changes.next().get());
                    } else {
                        book.settings().put("snapshot.page", "");
                        book.settings().put("cursor", changes.cursor());
                    }
                    return true;
                });
    }

    private void append(List<OperationDraft> drafts) throws StorageException {
        for (OperationDraft draft : drafts) {
            book.append(draft, Optional.empty());
        }
    }

    /** The processor no longer knows where we were: everything is loaded again, nothing is lost. */
    public void startOver() throws StorageException {
        book.change(
                () -> {
                    book.settings().put("cursor", "");
                    book.settings().put("snapshot.page", "");
                    return true;
                });
    }

    /**
     * Answers to a batch.
     *
     * @param author the incarnation that wrote the batch, whose operations the processor counts
     */
    public void take(BatchAnswer answer, long author, Moment sent) throws StorageException {
        book.change(
                () -> {
                    encounter.met(answer.contact(), sent);
                    for (Answer one : answer.answers()) {
                        OfflineRules.count(book, one);
                        book.replies().answered(one, book.clock().instant());
                        if (one.outcome() == Answer.Outcome.REJECTED) {
                            book.note(
                                    "operation.rejected", one.operation().toString(), one.reason());
                        }
                    }
                    packs.heard(answer.answers());
                    book.settings().putNumber("keep.answered", answer.keepAnswered().toMillis());
                    if (author == book.register().incarnation()) {
                        compareSeq(answer.seq());
                    }
                    return true;
                });
    }

    /**
     * The processor's count may fall if it lost a tail, or exceed ours if we lost one. The first
     * count since it was put back need not fall for that: what was answered beyond a gap was never
     * in it.
     */
    private void compareSeq(long seq) throws StorageException {
        boolean putBack = book.settings().word("counted.generation").isPresent() && !counted();
        long acknowledged =
                putBack ? book.chain().lastSeq() : book.settings().number("acknowledged");
        if (seq > book.chain().lastSeq()) {
            book.fence("the processor knows operation " + seq + " of this incarnation, we do not");
        } else if (seq < acknowledged) {
            int again = book.replies().sendAgainAfter(book.register().incarnation(), seq);
            book.note("operations.again", Long.toString(seq), Integer.toString(again));
        }
        book.settings().putNumber("acknowledged", seq);
        book.settings().put("counted.generation", book.settings().word("generation").orElse(""));
    }

    /** One member that was asked for, and the code that found it. */
    public void take(MemberView view, Optional<IdentifierHash> code, Contact contact, Moment sent)
            throws StorageException {
        book.change(
                () -> {
                    encounter.met(contact, sent);
                    append(feed.take(view, book.clock().instant(), book.ids()::next));
                    if (code.isPresent()) {
                        book.members().link(code.get(), view.id(), 1);
                    }
                    return true;
                });
    }

    public void take(RightsAnswer answer, Moment sent) throws StorageException {
        book.change(
                () -> {
                    encounter.met(answer.contact(), sent);
                    for (MemberView view : answer.members()) {
                        append(feed.take(view, book.clock().instant(), book.ids()::next));
                    }
                    return true;
                });
    }

    public void take(Contact contact, Moment sent) throws StorageException {
        book.change(
                () -> {
                    encounter.met(contact, sent);
                    return true;
                });
    }

    /** The next operations to send, after a position in the outbox. */
    public List<Outbox.Entry> nextBatch(long after, int max, int maxBytes) throws StorageException {
        return book.outbox().peek(after, max, maxBytes, book.clock().instant());
    }

    /** All own totals, in pages of at most {@code size}. */
    public List<TotalsReport> totals(int size) throws StorageException {
        List<TotalsReport> pages = new ArrayList<>();
        List<TotalsReport.Totals> page = new ArrayList<>();
        for (RightTotals right : book.rights().all()) {
            if (page.size() == size) {
                pages.add(new TotalsReport(book.register().seq(), page, false));
                page = new ArrayList<>();
            }
            page.add(totalsOf(right));
        }
        pages.add(new TotalsReport(book.register().seq(), page, true));
        return List.copyOf(pages);
    }

    private TotalsReport.Totals totalsOf(RightTotals right) throws StorageException {
        List<UUID> transfers = book.rights().transfersOf(right.lot());
        return new TotalsReport.Totals(
                right.member(),
                right.lot(),
                right.granted(),
                right.received(),
                right.spent(),
                right.returned(),
                right.handedOut(),
                transfers);
    }

    /** All pages were taken; if the processor was put back meanwhile, they are due once more. */
    public void totalsSent() throws StorageException {
        book.change(
                () -> {
                    if (counted()) {
                        book.settings().putNumber("totals.due", 0);
                    }
                    return true;
                });
    }

    /** Sends rights home that nothing has used for {@code idle}; how many lots. */
    public int returnIdle(Duration idle, int max) throws StorageException {
        return book.change(
                () -> {
                    Map<String, List<LotPoints>> byMember = new LinkedHashMap<>();
                    for (RightTotals right :
                            book.rights().idleSince(book.clock().instant().minus(idle), max)) {
                        homeward.free(right.lot(), book.clock().instant())
                                .ifPresent(
                                        back ->
                                                byMember.computeIfAbsent(
                                                                right.member(),
                                                                m -> new ArrayList<>())
                                                        .add(back));
                    }
                    for (Map.Entry<String, List<LotPoints>> home : byMember.entrySet()) {
                        append(
                                List.of(
                                        Homeward.operation(
                                                home.getKey(), home.getValue(), book.ids()::next)));
                    }
                    return byMember.size();
                });
    }

    /** Forgets what the processor has kept long enough. */
    public int forgetAnswered() throws StorageException {
        book.trimMirror();
        return book.change(
                () -> {
                    long keep = book.settings().number("keep.answered");
                    Duration kept = keep == 0 ? KEEP_ANSWERED : Duration.ofMillis(keep);
                    return book.outbox().forgetAnsweredBefore(book.clock().instant().minus(kept));
                });
    }

    /** Everything that waits may be sent at once. */
    public void retryNow() throws StorageException {
        book.change(
                () -> {
                    book.replies().retryNow();
                    return true;
                });
    }

    /** The processor fails on this very operation: it waits, visibly, and the others go on. */
    public void setAside(UUID operation, String why) throws StorageException {
        book.change(
                () -> {
                    book.replies()
                            .answered(
                                    Answer.later(operation, Answer.Reason.SET_ASIDE, why),
                                    book.clock().instant());
                    return true;
                });
    }
}
