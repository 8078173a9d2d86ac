package loyalty.terminal.commit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import loyalty.protocol.identity.SigningKey;
import loyalty.terminal.database.Database;
import loyalty.terminal.database.StorageException;

/**
 * What happened on this register, in order, each entry sealed with the hash of the one before: an
 * entry changed, removed or put in later is found by {@link #verify}. Holds no personal data. What
 * is older than it need be is cut off at the beginning; a signed entry says where. Thread: till; a
 * read-only copy may be verified anywhere.
 */
public final class Journal {
    /** What the first entry is chained to. */
    static final String GENESIS = "0".repeat(64);

    private static final int PAGE = 1_000;

    private final Database database;
    private Optional<Entry> last = Optional.empty();

    Journal(Database database) {
        this.database = database;
    }

    /** Reads the journal of a database opened elsewhere, for the commands. */
    public static Journal of(Database database) {
        return new Journal(database);
    }

    /** One line of the journal. {@code body} is JSON or empty. */
    public record Entry(
            long number,
            Instant at,
            String kind,
            String subject,
            String body,
            String previous,
            String hash) {
        String computed() {
            return sha256(
                    number
                            + "\n"
                            + at.toEpochMilli()
                            + "\n"
                            + kind
                            + "\n"
                            + subject
                            + "\n"
                            + previous
                            + "\n"
                            + body);
        }
    }

    /**
     * What {@link #verify} found.
     *
     * @param first the number of the first entry; what was before it was cut off, and signed for
     * @param last the number of the last entry to which the chain holds
     * @param problem the first thing wrong with it
     */
    public record Verdict(long first, long last, String lastHash, Optional<String> problem) {
        /** How many entries are here and hold. */
        public long entries() {
            return Math.max(0, last - first + 1);
        }

        public boolean holds() {
            return problem.isEmpty();
        }
    }

    /** Joins the surrounding transaction. */
    Entry append(Instant at, String kind, String subject, String body) throws StorageException {
        last = last();
        long number = last.map(Entry::number).orElse(0L) + 1;
        String previous = last.map(Entry::hash).orElse(GENESIS);
        Instant time = Instant.ofEpochMilli(at.toEpochMilli());
        Entry open = new Entry(number, time, kind, subject, body, previous, "");
        Entry entry = new Entry(number, time, kind, subject, body, previous, open.computed());
        database.run(
                "insert into journal (number, at, kind, subject, body, previous, hash)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                number,
                time,
                kind,
                subject,
                body,
                previous,
                entry.hash());
        last = Optional.of(entry);
        return entry;
    }

    /** After a transaction that did not come about: look again. */
    void forgetLast() {
        last = Optional.empty();
    }

    public Optional<Entry> last() throws StorageException {
        if (last.isPresent()) {
            return last;
        }
        return database.one("select * from journal order by number desc limit 1", Journal::read);
    }

    /** Up to {@code max} entries after {@code number}, in order. */
    public List<Entry> after(long number, int max) throws StorageException {
        return database.list(
                "select * from journal where number > ? order by number limit ?",
                Journal::read,
                number,
                max);
    }

    /** Follows the chain from its first entry, whoever signed for what was cut off before it. */
    public Verdict verify() throws StorageException {
        return verify(key -> true);
    }

    /**
     * Follows the chain from its first entry.
     *
     * @param ours whether a public key is one of this register's
     */
    public Verdict verify(Predicate<String> ours) throws StorageException {
        List<Entry> page = after(0, PAGE);
        long first = page.isEmpty() ? 1 : page.get(0).number();
        Optional<String> missing = first == 1 ? Optional.empty() : missing(page.get(0), ours);
        if (missing.isPresent()) {
            return new Verdict(first, first - 1, page.get(0).previous(), missing);
        }
        long number = first - 1;
        String previous = first == 1 ? GENESIS : page.get(0).previous();
        while (!page.isEmpty()) {
            for (Entry entry : page) {
                Optional<String> problem = problem(entry, number, previous);
                if (problem.isPresent()) {
                    return new Verdict(first, number, previous, problem);
                }
                number = entry.number();
                previous = entry.hash();
            }
            page = after(number, PAGE);
        }
        return new Verdict(first, number, previous, Optional.empty());
    }

    /** What speaks against it that the journal begins with this entry; nothing if it was cut. */
    private Optional<String> missing(Entry first, Predicate<String> ours) throws StorageException {
        long before = first.number() - 1;
        Optional<JournalCut> cut =
                database.one(
                                "select * from journal where kind = ? and subject = ?"
                                        + " order by number desc limit 1",
                                Journal::read,
                                JournalCut.KIND,
                                Long.toString(before))
                        .flatMap(JournalCut::read);
        if (cut.isEmpty()) {
            return Optional.of("entries 1 to " + before + " are missing and nobody signed for it");
        }
        if (!cut.get().hash().equals(first.previous())) {
            return Optional.of("entry " + first.number() + " is not what was left when it was cut");
        }
        if (!cut.get().isSigned() || !ours.test(cut.get().key())) {
            return Optional.of(
                    "entries 1 to "
                            + before
                            + " are missing and this register did not sign for it");
        }
        return Optional.empty();
    }

    /**
     * Cuts off entries older than {@code before}, at most {@code most}, and signs for it; never the
     * newest, and none from the first on whose operation nobody has settled. Joins the surrounding
     * transaction. Returns how many.
     */
    int cut(Instant before, int most, SigningKey key, Instant now) throws StorageException {
        Optional<Entry> last = lastToCut(before, most);
        if (last.isEmpty()) {
            return 0;
        }
        int cut = database.run("delete from journal where number <= ?", last.get().number());
        JournalCut signed =
                JournalCut.of(last.get(), Instant.ofEpochMilli(now.toEpochMilli()), key);
        append(now, JournalCut.KIND, signed.subject(), signed.body());
        return cut;
    }

    private Optional<Entry> lastToCut(Instant before, int most) throws StorageException {
        List<Entry> oldest = after(0, most);
        long newest = last().map(Entry::number).orElse(0L);
        Optional<Entry> last = Optional.empty();
        for (Entry entry : oldest) {
            boolean stays = !entry.at().isBefore(before) || entry.number() == newest;
            if (stays || isUnsettled(entry)) {
                return last;
            }
            last = Optional.of(entry);
        }
        return last;
    }

    private boolean isUnsettled(Entry entry) throws StorageException {
        return entry.kind().startsWith("operation.")
                && database.one(
                                "select 1 from operation where id = ?"
                                        + " and state in ('WAITING', 'QUARANTINED')",
                                row -> row.getInt(1),
                                entry.subject())
                        .isPresent();
    }

    /** Removes what does not follow from the beginning; the original lies in the damaged file. */
    void cutWhereItBreaks() throws StorageException {
        Verdict verdict = verify();
        database.run("delete from journal where number > ?", verdict.last());
        forgetLast();
    }

    private static Optional<String> problem(Entry entry, long before, String previous) {
        if (entry.number() != before + 1) {
            return Optional.of(
                    "entry " + (before + 1) + " is missing; the next one is " + entry.number());
        }
        if (!entry.previous().equals(previous)) {
            return Optional.of("entry " + entry.number() + " is not chained to the one before");
        }
        return entry.computed().equals(entry.hash())
                ? Optional.empty()
                : Optional.of("entry " + entry.number() + " was changed after it was written");
    }

    private static Entry read(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Entry(
                row.getLong("number"),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("kind"),
                row.getString("subject"),
                row.getString("body"),
                row.getString("previous"),
                row.getString("hash"));
    }

    static String sha256(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
