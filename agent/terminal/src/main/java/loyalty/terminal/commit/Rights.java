package loyalty.terminal.commit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import loyalty.protocol.sync.Transfer;
import loyalty.terminal.database.Database;
import loyalty.terminal.database.StorageException;

/**
 * The spending rights of this register's present incarnation. All changes join the transaction that
 * writes their cause. Thread: till.
 */
public final class Rights {
    private static final String SELECT =
            """
            select r.*, coalesce((select sum(l.from_rights) from sale_lot l
              join sale s on s.id = l.sale
              where l.lot = r.lot and s.state in ('OPEN', 'PRINTING')), 0) as held
            from spending_right r where r.incarnation = ?""";

    private final Database database;
    private final Register register;

    Rights(Database database, Register register) {
        this.database = database;
        this.register = register;
    }

    public Optional<RightTotals> of(String lot) throws StorageException {
        return database.one(SELECT + " and r.lot = ?", Rights::read, incarnation(), lot);
    }

    public List<RightTotals> ofMember(String member) throws StorageException {
        return database.list(
                SELECT + " and r.member = ? order by r.lot", Rights::read, incarnation(), member);
    }

    /** Every right that still holds something, for returning idle ones and for status. */
    public List<RightTotals> all() throws StorageException {
        return database.list(SELECT + " order by r.lot", Rights::read, incarnation());
    }

    /** Rights with something left that nothing has used since {@code before}. */
    public List<RightTotals> idleSince(Instant before, int max) throws StorageException {
        return database.list(
                SELECT
                        + " and r.used_at < ? and r.granted + r.received > r.spent + r.returned"
                        + " + r.handed_out + r.released limit ?",
                Rights::read,
                incarnation(),
                before,
                max);
    }

    /** Σ remaining over all lots. */
    public long couldRedeem() throws StorageException {
        return database.one(
                        """
                        select coalesce(sum(granted + received - spent - returned - handed_out
                          - released), 0) - coalesce((select sum(l.from_rights) from sale_lot l
                          join sale s on s.id = l.sale where s.state in ('OPEN', 'PRINTING')), 0)
                        from spending_right where incarnation = ?""",
                        row -> row.getLong(1),
                        incarnation())
                .orElse(0L);
    }

    long releasedInTotal() throws StorageException {
        return database.one(
                        "select coalesce(sum(released), 0) from spending_right",
                        row -> row.getLong(1))
                .orElse(0L);
    }

    /** What a processor said it granted, in total; the larger total stands. */
    void granted(String lot, String member, long total, Optional<Instant> expiresAt, Instant at)
            throws StorageException {
        database.run(
                """
                insert into spending_right (lot, incarnation, member, granted, expires_at, used_at)
                values (?, ?, ?, ?, ?, ?)
                on conflict (lot, incarnation) do update set
                  granted = max(granted, excluded.granted),
                  member = excluded.member,
                  expires_at = coalesce(excluded.expires_at, expires_at),
                  used_at = case when excluded.granted > granted then excluded.used_at
                    else used_at end""",
                lot,
                incarnation(),
                member,
                total,
                expiresAt,
                at);
    }

    /** Whether the processor wishes it back, as it last said. */
    void recalled(String lot, boolean now) throws StorageException {
        database.run(
                "update spending_right set recalled = ? where lot = ? and incarnation = ?"
                        + " and recalled <> ?",
                now,
                lot,
                incarnation(),
                now);
    }

    boolean isRecalled(String lot) throws StorageException {
        return database.one(
                        "select 1 from spending_right where lot = ? and incarnation = ?"
                                + " and recalled = 1",
                        row -> true,
                        lot,
                        incarnation())
                .isPresent();
    }

    void spend(String lot, long points, Instant at) throws StorageException {
        add("spent", lot, points, at);
    }

    void giveBack(String lot, long points, Instant at) throws StorageException {
        add("returned", lot, points, at);
    }

    void handOut(String lot, long points, Instant at) throws StorageException {
        add("handed_out", lot, points, at);
    }

    /** Points another register handed over; added once by the transfer's id. */
    boolean receive(Transfer transfer, Instant at) throws StorageException {
        int added =
                database.run(
                        "insert or ignore into transfer (id, lot, points, at) values (?, ?, ?, ?)",
                        transfer.id().toString(),
                        transfer.lot(),
                        transfer.points(),
                        at);
        if (added == 0) {
            return false;
        }
        granted(transfer.lot(), transfer.member(), 0, Optional.empty(), at);
        add("received", transfer.lot(), transfer.points(), at);
        return true;
    }

    List<UUID> transfersOf(String lot) throws StorageException {
        return database.list(
                "select id from transfer where lot = ? order by id",
                row -> UUID.fromString(row.getString(1)),
                lot);
    }

    private void add(String total, String lot, long points, Instant at) throws StorageException {
        int changed =
                database.run(
                        "update spending_right set "
                                + total
                                + " = "
                                + total
                                + " + ?, used_at = ?"
                                + " where lot = ? and incarnation = ?",
                        points,
                        at,
                        lot,
                        incarnation());
        if (changed != 1) {
            throw new IllegalStateException("no right on lot " + lot);
        }
    }

    private long incarnation() {
        return register.incarnation();
    }

    private static RightTotals read(ResultSet row) throws SQLException {
        long expires = row.getLong("expires_at");
        Optional<Instant> expiresAt =
                row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(expires));
        return new RightTotals(
                row.getString("lot"),
                row.getString("member"),
                row.getLong("granted"),
                row.getLong("received"),
                row.getLong("spent"),
                row.getLong("returned"),
                row.getLong("handed_out"),
                row.getLong("released"),
                row.getLong("held"),
                expiresAt);
    }
}
