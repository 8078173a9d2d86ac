package loyalty.terminal.commit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import loyalty.terminal.database.Database;
import loyalty.terminal.database.StorageException;

/**
 * What happened on this register, in order, each entry sealed with the hash of the one before: an
 * entry changed, removed or put in later is found by {@link #verify}. Holds no personal data.
 * Thread: till; a read-only copy may be verified anywhere.
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

    /** What {@link #verify} found: how far the chain holds, and the first thing wrong with it. */
    public record Verdict(long entries, String lastHash, Optional<String> problem) {
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

    /** Follows the chain from its first entry. */
    public Verdict verify() throws StorageException {
        long number = 0;
        String previous = GENESIS;
        for (List<Entry> page = after(0, PAGE); !page.isEmpty(); page = after(number, PAGE)) {
            for (Entry entry : page) {
                Optional<String> problem = problem(entry, number, previous);
                if (problem.isPresent()) {
                    return new Verdict(number, previous, problem);
                }
                number = entry.number();
                previous = entry.hash();
            }
        }
        return new Verdict(number, previous, Optional.empty());
    }

    /** Removes what does not follow from the beginning; the original lies in the damaged file. */
    void cutWhereItBreaks() throws StorageException {
        Verdict verdict = verify();
        database.run("delete from journal where number > ?", verdict.entries());
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
