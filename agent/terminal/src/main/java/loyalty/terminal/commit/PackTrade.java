package loyalty.terminal.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.PackDocument;
import loyalty.terminal.database.StorageException;

/**
 * Rule packs on their way between processor and register, both ways: those it sends, and those it
 * turns out not to know when a sale names them. Thread: till.
 */
public final class PackTrade {
    private static final String REFUSED = "pack.refused";
    private static final String REFUSED_WHY = "pack.refused.why";

    private final Book book;

    PackTrade(Book book) {
        this.book = book;
    }

    /**
     * A pack that sales wait for.
     *
     * @param held as the processor signed it, to be given back; none where the pack lies only in
     *     this register's configuration, and a person must publish it
     */
    public record Wanted(String hash, Optional<PackDocument> held) {}

    /** Keeps a pack; empty if it was taken, else why not. The caller has read it. */
    public Optional<String> take(PackDocument pack) throws StorageException {
        return book.change(
                () -> {
                    Optional<String> refused = book.documents().keep(pack);
                    book.note("pack", pack.hash(), refused.orElse(""));
                    return refused;
                });
    }

    /** A pack that is assigned here and cannot be used. */
    public record Refused(String hash, String why) {}

    /** A pack came that cannot be used; the one in force stays. It may come so again and again. */
    public void refuse(String hash, String why) throws StorageException {
        book.change(
                () -> {
                    Settings settings = book.settings();
                    boolean again =
                            settings.find(REFUSED).filter(hash::equals).isPresent()
                                    && settings.find(REFUSED_WHY).filter(why::equals).isPresent();
                    if (!again) {
                        settings.put(REFUSED, hash);
                        settings.put(REFUSED_WHY, why);
                        book.note("pack.refused", hash, why);
                    }
                    return true;
                });
    }

    /** The pack that was refused last, as long as it is the one that should be here. */
    public Optional<Refused> refused() throws StorageException {
        Optional<String> hash = book.settings().find(REFUSED);
        if (hash.isEmpty() || !book.documents().missingPacks().contains(hash.get())) {
            return Optional.empty();
        }
        return Optional.of(new Refused(hash.get(), book.settings().find(REFUSED_WHY).orElse("")));
    }

    /** What sales wait for because the processor does not know it. */
    public List<Wanted> wanted() throws StorageException {
        List<String> hashes =
                book.database()
                        .list(
                                "select hash from wanted_pack order by since, hash",
                                row -> row.getString(1));
        List<Wanted> wanted = new ArrayList<>();
        for (String hash : hashes) {
            wanted.add(new Wanted(hash, book.documents().pack(hash)));
        }
        return List.copyOf(wanted);
    }

    /** The processor has it again: what waited goes at once. */
    public void given(String hash) throws StorageException {
        book.change(
                () -> {
                    book.database().run("delete from wanted_pack where hash = ?", hash);
                    book.replies().retryNow();
                    book.note("pack.given", hash, "");
                    return true;
                });
    }

    /** Joins the surrounding transaction: looks through the answers to a batch. */
    void heard(List<Answer> answers) throws StorageException {
        for (Answer answer : answers) {
            if (isUnknownPack(answer)) {
                want(answer);
            }
        }
        if (!wanted().isEmpty() && !book.replies().waitsForPack()) {
            book.database().run("delete from wanted_pack");
        }
    }

    private static boolean isUnknownPack(Answer answer) {
        return answer.outcome() == Answer.Outcome.LATER
                && answer.reason().equals(Answer.Reason.UNKNOWN_PACK);
    }

    private void want(Answer answer) throws StorageException {
        Optional<Outbox.Entry> entry = book.outbox().find(answer.operation());
        if (entry.isEmpty()) {
            return;
        }
        String hash = entry.get().operation().pack();
        int fresh =
                book.database()
                        .run(
                                "insert or ignore into wanted_pack (hash, since) values (?, ?)",
                                hash,
                                book.clock().instant());
        if (fresh == 1) {
            book.note("pack.wanted", hash, "the processor does not know it; sales wait");
        }
    }
}
