package loyalty.terminal.commit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import loyalty.terminal.database.StorageException;

/** What was sold since the last shift was closed, per cashier. Thread: till. */
public final class Shifts {
    private static final String FROM = "shift.from";
    private static final String NUMBER = "shift.number";

    private final Book book;

    Shifts(Book book) {
        this.book = book;
    }

    /**
     * One cashier's share of a shift. Money in minor units.
     *
     * @param identified receipts of members
     * @param missed points that unidentified customers would have earned
     */
    public record Share(
            String cashier,
            long receipts,
            long identified,
            long due,
            long dueIdentified,
            long earned,
            long redeemed,
            long missed) {}

    /**
     * A shift: which one, since when, and what each cashier did.
     *
     * @param enrolled newcomers
     * @param offlineSales sales made while the processor could not be asked
     */
    public record Shift(
            long number,
            Instant from,
            Instant until,
            List<Share> shares,
            long enrolled,
            long offlineSales) {
        public Shift {
            shares = List.copyOf(shares);
        }
    }

    /** The shift that is open now. */
    public Shift current() throws StorageException {
        Instant until = book.clock().instant();
        Instant from = from(until);
        return new Shift(
                book.settings().number(NUMBER) + 1,
                from,
                until,
                shares(from),
                count("select count(*) from operation where kind = 'enrol' and at > ?", from),
                count(
                        "select count(*) from sale where state = 'CONFIRMED' and offline = 1"
                                + " and decided_at > ?",
                        from));
    }

    /** Since the last shift was closed; the first one began with the first sale. */
    private Instant from(Instant now) throws StorageException {
        long last = book.settings().number(FROM);
        if (last > 0) {
            return Instant.ofEpochMilli(last);
        }
        List<Long> first =
                book.database()
                        .list(
                                "select min(at) from (select min(at) as at from operation"
                                        + " union all select min(decided_at) from sale)",
                                row -> row.getLong(1));
        return first.isEmpty() || first.get(0) == 0 ? now : Instant.ofEpochMilli(first.get(0) - 1);
    }

    private long count(String question, Instant from) throws StorageException {
        return book.database().list(question, row -> row.getLong(1), from).get(0);
    }

    /** Closes it; the next one begins with the next sale. */
    public Shift close() throws StorageException {
        return book.change(
                () -> {
                    Shift closed = current();
                    book.settings().putNumber(FROM, closed.until().toEpochMilli());
                    book.settings().putNumber(NUMBER, closed.number());
                    book.note("shift.closed", Long.toString(closed.number()), "");
                    return closed;
                });
    }

    private List<Share> shares(Instant from) throws StorageException {
        return book.database()
                .list(
                        """
                        select cashier, count(*), sum(member is not null), sum(due),
                          sum(case when member is not null then due else 0 end),
                          sum(earned), sum(redeemed), sum(missed)
                        from sale where state = 'CONFIRMED' and decided_at > ?
                        group by cashier order by cashier""",
                        Shifts::share,
                        from);
    }

    private static Share share(ResultSet row) throws SQLException {
        return new Share(
                row.getString(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8));
    }
}
